package dev.gatehouse.bench.process;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The WebDAV connector in a process of its own, without a token storage: people bring their passwords. */
public final class WebDavProcess implements AutoCloseable {
    private static final String NAME = "port-webdav";

    private final ChildProcess child;
    private final URI url;

    private WebDavProcess(ChildProcess child) {
        this.child = child;
        String line = child.readyLine();
        url = URI.create(line.replaceFirst(".* serves at ([^, ]+).*", "$1"));
    }

    public static WebDavProcess start(Workspace workspace, DavServer server) throws Exception {
        Path jar = workspace.root().resolve("connectors/webdav/target/gatehouse-connector-webdav.jar");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxRAMPercentage=50",
                "-jar",
                jar.toString());
        Map<String, String> environment = Map.of(
                "CENTRAL_SERVICE_TOKEN_STORAGE", "none",
                "CONNECTOR_PORT", "0",
                "WEBDAV_NAME", NAME,
                "WEBDAV_URL", server.url().toString(),
                "WEBDAV_UPLOADS", "direct");
        Path log = workspace.newPath("webdav.log");
        return new WebDavProcess(ChildProcess.start(workspace, command, environment, log, " serves at "));
    }

    /** The URL of a call. */
    public String call(String path, String filepath) {
        String user = NAME + "://" + DavServer.USER + ":" + DavServer.PASSWORD;
        return url + path + "?filepath=" + URLEncoder.encode(filepath, StandardCharsets.UTF_8) + "&userId="
                + URLEncoder.encode(user, StandardCharsets.UTF_8);
    }

    public long pid() {
        return child.handle().pid();
    }

    @Override
    public void close() {
        child.close();
    }
}
