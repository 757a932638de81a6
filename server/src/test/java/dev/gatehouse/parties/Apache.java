package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Debian's Apache with its OpenID Connect and OAuth 2 modules, on free ports, as whoever runs the tests. */
final class Apache implements AutoCloseable {
    private static final String MODULES = "/usr/lib/apache2/modules/";
    private static final List<String> LOADED = List.of(
            "mpm_event",
            "authn_core",
            "authz_core",
            "authz_user",
            "rewrite",
            "proxy",
            "proxy_http",
            "auth_openidc",
            "oauth2");

    private final Path directory = TestServer.newDirectory();
    private Process process;

    private Apache() {}

    /** Whether it can run here; the test is skipped where not, and fails when everything must run. */
    static void find() {
        InstalledProgram.find("apache2", "/usr/sbin/apache2");
        InstalledProgram.find("libapache2-mod-auth-openidc", MODULES + "mod_auth_openidc.so");
        InstalledProgram.find("libapache2-mod-oauth2", MODULES + "mod_oauth2.so");
    }

    /**
     * @param hosts what stands in the virtual host of each port
     * @param application what every host is a proxy of
     */
    static Apache start(Map<Integer, String> hosts, URI application) {
        find();
        Apache apache = new Apache();
        try {
            Path configuration = Files.writeString(
                    apache.directory.resolve("apache.conf"), apache.configuration(hosts, application));
            apache.process = new ProcessBuilder(
                            "/usr/sbin/apache2",
                            "-d",
                            apache.directory.toString(),
                            "-f",
                            configuration.toString(),
                            "-DFOREGROUND")
                    .redirectErrorStream(true)
                    .redirectOutput(apache.directory.resolve("output.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().until(() -> !apache.process.isAlive() || hosts.keySet().stream().allMatch(Apache::isListening));
        assertThat(apache.process.isAlive()).as(apache.log()).isTrue();
        return apache;
    }

    private String configuration(Map<Integer, String> hosts, URI application) {
        List<String> lines = new ArrayList<>();
        for (String module : LOADED) {
            lines.add("LoadModule " + module + "_module " + MODULES + "mod_" + module + ".so");
        }
        lines.add("""
                ServerName localhost
                DefaultRuntimeDir %1$s
                PidFile %1$s/pid
                ErrorLog %1$s/output.log
                LogLevel warn auth_openidc:info oauth2:info
                StartServers 1
                ServerLimit 1
                ThreadsPerChild 32
                MaxRequestWorkers 32
                MinSpareThreads 1
                MaxSpareThreads 32
                """.formatted(directory));
        if (System.getProperty("user.name").equals("root")) {
            lines.add("User www-data\nGroup www-data");
        }
        hosts.forEach((port, host) -> lines.add("""
                Listen 127.0.0.1:%1$d
                <VirtualHost 127.0.0.1:%1$d>
                %2$s
                ProxyPass / %3$s/
                </VirtualHost>
                """.formatted(port, host, application)));
        return String.join("\n", lines);
    }

    /** A port that nobody listens on now. */
    private static boolean isListening(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** What it printed and logged. */
    String log() {
        try {
            return Files.readString(directory.resolve("output.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
