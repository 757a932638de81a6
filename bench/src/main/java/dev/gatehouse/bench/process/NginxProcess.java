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

/** An nginx that passes requests on to a service, under one port after asking a Gatehouse, under others where it keeps what that said, and without. */
public final class NginxProcess implements AutoCloseable {
    private final ChildProcess child;
    private final Ports ports;

    private record Ports(int guarded, int kept, int unguarded) {}

    private NginxProcess(ChildProcess child, Ports ports) {
        this.child = child;
        this.ports = ports;
    }

    /** @param decisions where it asks before it passes a request on */
    public static NginxProcess start(Workspace workspace, URI decisions, URI upstream) throws Exception {
        String program = ProgramRun.find("nginx", List.of(Path.of("/usr/sbin")))
                .orElseThrow(
                        () -> new IllegalStateException("nginx is not installed (Debian: apt-get install nginx-light)"))
                .toString();
        Ports ports = new Ports(freePort(), freePort(), freePort());
        Path file = workspace.newPath("nginx.conf");
        Path folder = Objects.requireNonNull(file.getParent());
        Files.writeString(file, configuration(folder, decisions, upstream, ports));
        List<String> command =
                List.of(program, "-p", folder.toString(), "-e", "stderr", "-c", file.toString(), "-g", "daemon off;");
        Path log = file.resolveSibling("nginx.log");
        ChildProcess child = ChildProcess.start(workspace, command, Map.of(), log, "start worker process ");
        return new NginxProcess(child, ports);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path folder, URI decisions, URI upstream, Ports ports) {
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
                    # What an export with keepSeconds has.
                    proxy_cache_path %1$s/kept levels=1:2 keys_zone=kept:2m max_size=32m inactive=5s use_temp_path=off;
                    map "$request_method:$http_dpop:$http_upgrade:$http_authorization" $unkept {
                        "~*^(?!OPTIONS:)[A-Z]+:::(Bearer [^ ,]+)?$" "";
                        default 1;
                    }
                    server {
                        listen 127.0.0.1:%7$d;
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
                            proxy_method HEAD;
                            proxy_pass_request_body off;
                            proxy_set_header Connection "";
                            proxy_set_header Content-Length "";
                            proxy_set_header X-Original-Method $request_method;
                            proxy_set_header X-Original-URI $request_uri;
                            proxy_set_header X-Forwarded-Method "";
                            proxy_set_header X-Forwarded-Uri "";
                            proxy_cache kept;
                            proxy_cache_key "$request_method $request_uri $http_authorization";
                            proxy_cache_valid 200 5s;
                            proxy_ignore_headers X-Accel-Expires Expires Cache-Control Set-Cookie Vary;
                            proxy_cache_bypass $unkept;
                            proxy_no_cache $unkept $upstream_http_x_decision_mode;
                        }
                    }
                }
                """.formatted(
                        folder,
                        upstream.getAuthority(),
                        decisions.getAuthority(),
                        decisions.getPath(),
                        ports.guarded(),
                        ports.unguarded(),
                        ports.kept());
    }

    /** @param target what is asked for, with its query */
    public URI guarded(String target) {
        return URI.create("http://127.0.0.1:" + ports.guarded() + target);
    }

    /** Where decisions are kept for seconds. @param target what is asked for, with its query */
    public URI kept(String target) {
        return URI.create("http://127.0.0.1:" + ports.kept() + target);
    }

    /** @param target what is asked for, with its query */
    public URI unguarded(String target) {
        return URI.create("http://127.0.0.1:" + ports.unguarded() + target);
    }

    @Override
    public void close() {
        child.close();
    }
}
