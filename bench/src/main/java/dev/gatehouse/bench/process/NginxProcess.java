package dev.gatehouse.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An nginx that passes requests on to a service, under one port after asking a Gatehouse, under another without. */
public final class NginxProcess implements AutoCloseable {
    private final ChildProcess child;
    private final int guardedPort;
    private final int unguardedPort;

    private NginxProcess(ChildProcess child, int guardedPort, int unguardedPort) {
        this.child = child;
        this.guardedPort = guardedPort;
        this.unguardedPort = unguardedPort;
    }

    /** @param decisions where it asks before it passes a request on */
    public static NginxProcess start(Workspace workspace, URI decisions, URI upstream) throws Exception {
        String program = ProgramRun.find("nginx", List.of(Path.of("/usr/sbin")))
                .orElseThrow(
                        () -> new IllegalStateException("nginx is not installed (Debian: apt-get install nginx-light)"))
                .toString();
        int guardedPort = freePort();
        int unguardedPort = freePort();
        Path file = workspace.newPath("nginx.conf");
        Path folder = Objects.requireNonNull(file.getParent());
        Files.writeString(file, configuration(folder, decisions, upstream, guardedPort, unguardedPort));
        List<String> command =
                List.of(program, "-p", folder.toString(), "-e", "stderr", "-c", file.toString(), "-g", "daemon off;");
        Path log = file.resolveSibling("nginx.log");
        ChildProcess child = ChildProcess.start(workspace, command, Map.of(), log, "start worker process ");
        return new NginxProcess(child, guardedPort, unguardedPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path folder, URI decisions, URI upstream, int guardedPort, int unguardedPort) {
        return """
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log stderr notice;
                events { worker_connections 1024; }
                http {
                    access_log off;
                    keepalive_requests 1000000000;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    upstream service { server %2$s; keepalive 64; keepalive_requests 1000000000; }
                    upstream gatehouse { server %3$s; keepalive 64; keepalive_requests 1000000000; }
                    server {
                        listen 127.0.0.1:%5$d;
                        location / {
                            auth_request /decision;
                            auth_request_set $subject $upstream_http_x_auth_subject;
                            proxy_set_header Connection "";
                            proxy_set_header X-Auth-Subject $subject;
                            proxy_pass http://service;
                        }
                        location = /decision {
                            internal;
                            proxy_pass http://gatehouse%4$s;
                            proxy_pass_request_body off;
                            proxy_set_header Connection "";
                            proxy_set_header Content-Length "";
                            proxy_set_header X-Original-Method $request_method;
                            proxy_set_header X-Original-URI $request_uri;
                            proxy_set_header X-Forwarded-Method "";
                            proxy_set_header X-Forwarded-Uri "";
                        }
                    }
                    server {
                        listen 127.0.0.1:%6$d;
                        location / { proxy_pass http://service; }
                    }
                }
                """.formatted(
                        folder,
                        upstream.getAuthority(),
                        decisions.getAuthority(),
                        decisions.getPath(),
                        guardedPort,
                        unguardedPort);
    }

    /** @param target what is asked for, with its query */
    public URI guarded(String target) {
        return URI.create("http://127.0.0.1:" + guardedPort + target);
    }

    /** @param target what is asked for, with its query */
    public URI unguarded(String target) {
        return URI.create("http://127.0.0.1:" + unguardedPort + target);
    }

    @Override
    public void close() {
        child.close();
    }
}
