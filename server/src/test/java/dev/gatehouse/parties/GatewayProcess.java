package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs nginx or Caddy on an exported policy. */
final class GatewayProcess {
    private GatewayProcess() {}

    /** @param nginx or else Caddy */
    static AutoCloseable start(boolean nginx, int port, String policy) throws IOException {
        Path directory = TestServer.newDirectory();
        Path file = directory.resolve("configuration");
        String frame = """
                daemon off; pid nginx.pid; error_log stderr warn; worker_processes 1; %s
                events { worker_connections 256; }
                http { access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                """.formatted(System.getProperty("user.name").equals("root") ? "user root;" : "");
        Files.writeString(file, nginx ? frame + policy + "\n}\n" : "{\n admin off\n auto_https off\n}\n" + policy);
        List<String> command = nginx
                ? List.of("/usr/sbin/nginx", "-p", directory.toString(), "-c", file.toString())
                : List.of("/usr/bin/caddy", "run", "--config", file.toString(), "--adapter", "caddyfile");
        Path output = directory.resolve("output.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        for (String variable : List.of("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")) {
            builder.environment().put(variable, directory.toString());
        }
        Process process = builder.start();
        await().until(() -> !process.isAlive() || isListening(port));
        assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
        return () -> {
            process.destroy();
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        };
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
