package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** nginx, Caddy or HAProxy, run by the current user with its configuration in a directory. */
public final class ProxyProcess implements AutoCloseable {
    private final Process process;
    private final Path output;

    private ProxyProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it and returns once it listens at these ports; where the program is missing, the test is skipped, and fails
     * when everything must run.
     */
    public static ProxyProcess start(String program, Path directory, String configuration, int... ports)
            throws IOException {
        boolean installed = Stream.of("/usr/sbin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/")
                .anyMatch(place -> Files.isExecutable(Path.of(place + program)));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(installed).as(program + " is installed").isTrue();
        }
        assumeTrue(installed, program + " is not installed");
        Path file = Files.writeString(directory.resolve("configuration"), configuration);
        Path output = directory.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command(program, directory, file))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin:/opt/homebrew/bin");
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("XDG_DATA_HOME", directory.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        Process process = builder.start();
        await().until(() -> !process.isAlive() || IntStream.of(ports).allMatch(ProxyProcess::isListening));
        assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
        return new ProxyProcess(process, output);
    }

    private static List<String> command(String program, Path directory, Path file) {
        return switch (program) {
            case "nginx" -> List.of("/usr/bin/env", "nginx", "-p", directory.toString(), "-c", file.toString());
            case "caddy" ->
                List.of("/usr/bin/env", "caddy", "run", "--config", file.toString(), "--adapter", "caddyfile");
            default -> List.of("/usr/bin/env", "haproxy", "-db", "-f", file.toString());
        };
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A configuration of nginx that keeps everything in its directory.
     *
     * @param http what stands in its http block
     */
    public static String nginx(String http) {
        return """
                daemon off;
                pid nginx.pid;
                error_log stderr warn;
                worker_processes 1;
                %s
                events { worker_connections 2048; }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    %s
                }
                """.formatted(nginxUser(), http);
    }

    /** It drops its rights where it is started with all of them, and could then not read the test's files. */
    private static String nginxUser() {
        return System.getProperty("user.name").equals("root") ? "user root;" : "";
    }

    /** What it printed, and logged. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
