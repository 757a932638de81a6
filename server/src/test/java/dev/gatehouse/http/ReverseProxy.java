package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.testing.FreePort;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A reverse proxy in front of both listeners, run by the current user on free ports with its configuration in a directory. */
final class ReverseProxy implements AutoCloseable {
    /** Which program, and how it speaks to us. */
    enum Kind {
        NGINX_HTTP_10("nginx", "", ""),
        NGINX_HTTP_11("nginx", "keepalive 8;", """
                proxy_http_version 1.1; proxy_set_header Connection ""; proxy_request_buffering off;
                """),
        CADDY_HTTP_11("caddy", "http://", ""),
        CADDY_HTTP_2("caddy", "h2c://", ""),
        HAPROXY_HTTP_11("haproxy", "", ""),
        HAPROXY_HTTP_2("haproxy", "proto h2", "");

        private final String program;
        private final String upstream;
        private final String location;

        Kind(String program, String upstream, String location) {
            this.program = program;
            this.upstream = upstream;
            this.location = location;
        }
    }

    private final Kind kind;
    private final Path directory;
    private final int adminPort = FreePort.next();
    private final int publicPort = FreePort.next();
    private Process process;

    private ReverseProxy(Kind kind, Path directory) {
        this.kind = kind;
        this.directory = directory;
    }

    /** Starts it; where the program is missing, the test is skipped, and fails when everything must run. */
    static ReverseProxy start(Kind kind, Path directory, URI admin, URI open) throws IOException {
        boolean installed = Stream.of("/usr/sbin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/")
                .anyMatch(place -> Files.isExecutable(Path.of(place + kind.program)));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(installed).as(kind.program + " is installed").isTrue();
        }
        assumeTrue(installed, kind.program + " is not installed");
        ReverseProxy proxy = new ReverseProxy(kind, directory);
        proxy.run(proxy.configuration(admin.getPort(), open.getPort()));
        return proxy;
    }

    private void run(String configuration) throws IOException {
        Path file = Files.writeString(directory.resolve("configuration"), configuration);
        ProcessBuilder builder = new ProcessBuilder(command(file))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile());
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin:/opt/homebrew/bin");
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("XDG_DATA_HOME", directory.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        process = builder.start();
        await().until(() -> !process.isAlive() || isListening());
        assertThat(process.isAlive())
                .as(Files.readString(directory.resolve("output.log")))
                .isTrue();
    }

    private List<String> command(Path file) {
        return switch (kind.program) {
            case "nginx" -> List.of("/usr/bin/env", "nginx", "-p", directory.toString(), "-c", file.toString());
            case "caddy" ->
                List.of("/usr/bin/env", "caddy", "run", "--config", file.toString(), "--adapter", "caddyfile");
            default -> List.of("/usr/bin/env", "haproxy", "-db", "-f", file.toString());
        };
    }

    private String configuration(int admin, int open) {
        return switch (kind.program) {
            case "nginx" -> nginx(admin, open);
            case "caddy" -> caddy(admin, open);
            default -> haproxy(admin, open);
        };
    }

    private String nginx(int admin, int open) {
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        return """
                daemon off;
                pid nginx.pid;
                error_log stderr warn;
                worker_processes 1;
                %s
                events { worker_connections 2048; }
                http {
                    access_log off;
                    client_max_body_size 64m;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    %s
                    %s
                }
                """.formatted(user, nginxServer("admin", adminPort, admin), nginxServer("public", publicPort, open));
    }

    private String nginxServer(String name, int port, int listener) {
        return """
                upstream %s { server 127.0.0.1:%d; %s }
                server {
                    listen 127.0.0.1:%d;
                    location / { proxy_pass http://%s; proxy_set_header Host $http_host; %s }
                }
                """.formatted(name, listener, kind.upstream, port, name, kind.location);
    }

    private String caddy(int admin, int open) {
        return """
                {
                    admin off
                    auto_https off
                }
                http://:%d {
                    bind 127.0.0.1
                    reverse_proxy %s127.0.0.1:%d
                }
                http://:%d {
                    bind 127.0.0.1
                    reverse_proxy %s127.0.0.1:%d
                }
                """.formatted(adminPort, kind.upstream, admin, publicPort, kind.upstream, open);
    }

    private String haproxy(int admin, int open) {
        return """
                global
                    maxconn 1024
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 60s
                    timeout server 60s
                listen admin
                    bind 127.0.0.1:%d
                    server listener 127.0.0.1:%d %s
                listen public
                    bind 127.0.0.1:%d
                    server listener 127.0.0.1:%d %s
                """.formatted(adminPort, admin, kind.upstream, publicPort, open, kind.upstream);
    }

    URI adminUrl() {
        return URI.create("http://127.0.0.1:" + adminPort);
    }

    URI publicUrl() {
        return URI.create("http://127.0.0.1:" + publicPort);
    }

    private boolean isListening() {
        for (int port : new int[] {adminPort, publicPort}) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                assertThat(socket.isConnected()).isTrue();
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    /** What it printed, and logged. */
    String output() throws IOException {
        return Files.readString(directory.resolve("output.log"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
    }
}
