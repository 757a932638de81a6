package dev.gatehouse.upstreams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Frameworks of Node.js, each in a process of its own; they are installed with npm first, once for all tests. */
final class NodeServer implements RealServer {
    private static final List<String> NAMES =
            List.of("express4", "express5", "fastify4", "fastify5", "koa", "hapi", "hono", "restify");
    private static final List<String> FILES = List.of("package.json", "serve.mjs");
    private static @Nullable Path installed;

    private final Process process;
    private final int port;

    private NodeServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Stream<UpstreamsTest.Framework> frameworks() {
        return NAMES.stream().map(name -> UpstreamsTest.Framework.of(name, routes -> start(name, routes), false, true));
    }

    private static NodeServer start(String framework, List<ServedRoute> routes) throws Exception {
        Path folder = installed();
        Path file = Files.createTempFile(folder, "routes", ".json");
        Files.writeString(file, routes.stream().map(NodeServer::json).collect(Collectors.joining(",\n", "[", "]")));
        Process process = new ProcessBuilder("node", "serve.mjs", framework, file.toString())
                .directory(folder.toFile())
                .redirectError(folder.resolve(framework + ".log").toFile())
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null || !line.matches("\\d+")) {
            process.destroyForcibly();
            throw new IOException(
                    framework + " does not start: " + Files.readString(folder.resolve(framework + ".log")));
        }
        return new NodeServer(process, Integer.parseInt(line));
    }

    private static String json(ServedRoute route) {
        return "{\"path\":\"%s\",\"rest\":%s,\"method\":\"%s\",\"endpoint\":\"%s\"}"
                .formatted(
                        route.beforeRest().replaceAll("\\{(\\w+)}", ":$1"),
                        route.endsWithRest(),
                        route.method().toLowerCase(Locale.ROOT),
                        route.endpoint());
    }

    private static synchronized Path installed() throws Exception {
        Path known = installed;
        if (known != null) {
            return known;
        }
        Path folder = Files.createTempDirectory("upstreams-npm");
        for (String name : FILES) {
            try (InputStream file = NodeServer.class.getResourceAsStream("/npm/" + name)) {
                Files.copy(Objects.requireNonNull(file), folder.resolve(name));
            }
        }
        Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        if (!npm.waitFor(10, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            throw new IOException("npm install fails: " + Files.readString(folder.resolve("npm.log")));
        }
        installed = folder;
        return folder;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
