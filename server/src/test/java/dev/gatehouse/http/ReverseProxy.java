package dev.gatehouse.http;

import dev.gatehouse.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

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
    private final int adminPort = FreePort.next();
    private final int publicPort = FreePort.next();
    private final ProxyProcess process;

    private ReverseProxy(Kind kind, Path directory, URI admin, URI open) throws IOException {
        this.kind = kind;
        this.process = ProxyProcess.start(
                kind.program, directory, configuration(admin.getPort(), open.getPort()), adminPort, publicPort);
    }

    /** Starts it; where the program is missing, the test is skipped, and fails when everything must run. */
    static ReverseProxy start(Kind kind, Path directory, URI admin, URI open) throws IOException {
        return new ReverseProxy(kind, directory, admin, open);
    }

    private String configuration(int admin, int open) {
        return switch (kind.program) {
            case "nginx" -> nginx(admin, open);
            case "caddy" -> caddy(admin, open);
            default -> haproxy(admin, open);
        };
    }

    private String nginx(int admin, int open) {
        return ProxyProcess.nginx("client_max_body_size 64m;\n" + nginxServer("admin", adminPort, admin)
                + nginxServer("public", publicPort, open));
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

    /** What it printed, and logged. */
    String output() throws IOException {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }
}
