package dev.gatehouse.http.stop;

import dev.gatehouse.http.ProxyProcess;
import dev.gatehouse.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * HAProxy or nginx in front of both listeners of several processes, set up as the documentation says. Its answers name
 * in {@code X-Served-By} the address of the listener they come from.
 */
final class LoadBalancer implements AutoCloseable {
    /** The header that tells who answered. */
    static final String SERVED_BY = "X-Served-By";

    private static final String SERVER_TOLD = "    http-response set-header " + SERVED_BY + " %si:%sp\n";

    private final int adminPort = FreePort.next();
    private final int publicPort = FreePort.next();
    private final String program;
    private final ProxyProcess process;

    /** The ports of a process behind it. */
    record Backend(int adminPort, int publicPort) {
        static Backend onFreePorts() {
            return new Backend(FreePort.next(), FreePort.next());
        }

        String admin() {
            return "127.0.0.1:" + adminPort;
        }

        String open() {
            return "127.0.0.1:" + publicPort;
        }
    }

    private LoadBalancer(String program, Path directory, List<Backend> backends) throws IOException {
        this.program = program;
        String configuration = program.equals("nginx") ? nginx(backends) : haproxy(backends);
        process = ProxyProcess.start(program, directory, configuration, adminPort, publicPort);
    }

    static LoadBalancer haproxy(Path directory, List<Backend> backends) throws IOException {
        return new LoadBalancer("haproxy", directory, backends);
    }

    static LoadBalancer nginx(Path directory, List<Backend> backends) throws IOException {
        return new LoadBalancer("nginx", directory, backends);
    }

    private String haproxy(List<Backend> backends) {
        String admin = backends.stream()
                .map(each -> "    server s%d %s check%n".formatted(each.adminPort(), each.admin()))
                .collect(Collectors.joining());
        String open = backends.stream()
                .map(each ->
                        "    server s%d %s check port %d%n".formatted(each.publicPort(), each.open(), each.adminPort()))
                .collect(Collectors.joining());
        return """
                global
                    maxconn 1024
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 60s
                    timeout server 60s
                    timeout check 10s
                    option redispatch
                    option httpchk GET /health/ready
                    default-server inter 200ms fall 1 rise 1
                listen admin
                    bind 127.0.0.1:%d
                %s
                listen public
                    bind 127.0.0.1:%d
                %s
                """.formatted(adminPort, SERVER_TOLD + admin, publicPort, SERVER_TOLD + open);
    }

    private String nginx(List<Backend> backends) {
        String admin = backends.stream().map(Backend::admin).collect(Collectors.joining(" max_fails=0; server "));
        String open = backends.stream().map(Backend::open).collect(Collectors.joining(" max_fails=0; server "));
        return ProxyProcess.nginx("""
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_set_header Host $http_host;
                add_header %s $upstream_addr always;
                upstream admin { server %s max_fails=0; keepalive 16; }
                upstream public { server %s max_fails=0; keepalive 16; }
                server { listen 127.0.0.1:%d; location / { proxy_pass http://admin; } }
                server { listen 127.0.0.1:%d; location / { proxy_pass http://public; } }
                """.formatted(SERVED_BY, admin, open, adminPort, publicPort));
    }

    URI admin() {
        return URI.create("http://127.0.0.1:" + adminPort);
    }

    URI open() {
        return URI.create("http://127.0.0.1:" + publicPort);
    }

    @Override
    public String toString() {
        return program;
    }

    @Override
    public void close() {
        process.close();
    }
}
