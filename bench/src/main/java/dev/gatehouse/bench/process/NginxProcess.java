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

/** An nginx that passes requests on to a service: under one port as an exported policy says, under another without asking. */
public final class NginxProcess implements AutoCloseable {
    private final ChildProcess child;
    private final String guarded;
    private final String unguarded;

    /** What a service's policy is exported as. */
    @FunctionalInterface
    public interface Export {
        /** @param listen where nginx is to listen @param upstream where the service is */
        String of(String listen, String upstream) throws Exception;
    }

    private NginxProcess(ChildProcess child, String guarded, String unguarded) {
        this.child = child;
        this.guarded = guarded;
        this.unguarded = unguarded;
    }

    public static NginxProcess start(Workspace workspace, Export export, URI upstream) throws Exception {
        String program = ProgramRun.find("nginx", List.of(Path.of("/usr/sbin")))
                .orElseThrow(
                        () -> new IllegalStateException("nginx is not installed (Debian: apt-get install nginx-light)"))
                .toString();
        String guarded = "127.0.0.1:" + freePort();
        String unguarded = "127.0.0.1:" + freePort();
        Path file = workspace.newPath("nginx.conf");
        Path folder = Objects.requireNonNull(file.getParent());
        Files.writeString(folder.resolve("policy.conf"), export.of(guarded, upstream.getAuthority()));
        Files.writeString(file, configuration(folder, upstream, unguarded));
        List<String> command =
                List.of(program, "-p", folder.toString(), "-e", "stderr", "-c", file.toString(), "-g", "daemon off;");
        Path log = file.resolveSibling("nginx.log");
        ChildProcess child = ChildProcess.start(workspace, command, Map.of(), log, "start worker process ");
        return new NginxProcess(child, guarded, unguarded);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path folder, URI upstream, String unguarded) {
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
                    include %1$s/policy.conf;
                    upstream unguarded { server %2$s; keepalive 32; }
                    server {
                        listen %3$s;
                        location / {
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                            proxy_pass http://unguarded;
                        }
                    }
                }
                """.formatted(folder, upstream.getAuthority(), unguarded);
    }

    /** @param target what is asked for, with its query */
    public URI guarded(String target) {
        return URI.create("http://" + guarded + target);
    }

    /** @param target what is asked for, with its query */
    public URI unguarded(String target) {
        return URI.create("http://" + unguarded + target);
    }

    @Override
    public void close() {
        child.close();
    }
}
