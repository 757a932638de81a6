package dev.gatehouse.http.stop;

import dev.gatehouse.http.ProxyProcess;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.PrintedBlocks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * HAProxy or nginx in front of both listeners of several processes, set up as the documentation says. Its answers name
 * in {@code X-Served-By} the address of the listener they come from.
 */
final class LoadBalancer implements AutoCloseable {
    /** The header that tells who answered. */
    static final String SERVED_BY = "X-Served-By";

    private static final String SERVER_TOLD = "    http-response set-header " + SERVED_BY + " %si:%sp\n";
    private static final PrintedBlocks GUIDE = new PrintedBlocks("docs/operations.md");

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
        String shown = GUIDE.block("haproxy", "listen public");
        for (int which = 0; which < backends.size(); which++) {
            String check = "10.0.0." + (which + 1) + ":8888 check port ";
            shown = shown.replace(check + "6883", check + backends.get(which).adminPort());
        }
        return "global\n    maxconn 1024\n" + here(shown, backends).replaceAll("(bind .*\n)", "$1" + SERVER_TOLD);
    }

    private String nginx(List<Backend> backends) {
        String shown = GUIDE.block("nginx", "upstream public");
        return ProxyProcess.nginx("add_header " + SERVED_BY + " $upstream_addr always;\n" + here(shown, backends));
    }

    /** With ports of this machine in place of the machines that the documentation has. */
    private String here(String shown, List<Backend> backends) {
        String here = shown.replace("10.0.0.9:6883", "127.0.0.1:" + adminPort)
                .replace("10.0.0.9:8888", "127.0.0.1:" + publicPort);
        for (int which = 0; which < backends.size(); which++) {
            String machine = "10.0.0." + (which + 1);
            here = here.replace(machine + ":6883", backends.get(which).admin())
                    .replace(machine + ":8888", backends.get(which).open());
        }
        return here;
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
