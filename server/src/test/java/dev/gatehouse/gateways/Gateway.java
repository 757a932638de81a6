package dev.gatehouse.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.http.ProxyProcess;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A gateway that runs with its file of examples/gateway, of which only ports, paths and the service's id are changed. */
final class Gateway implements AutoCloseable {
    private static final Path EXAMPLES = Path.of(System.getProperty("gatehouse.root", ".."), "examples", "gateway");
    private static final String MODULES = "/usr/lib/apache2/modules/";
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    /** Which program, and what it needs. */
    enum Kind {
        NGINX(List.of("/usr/sbin/nginx")),
        /** With what the service's policy is exported as. */
        NGINX_EXPORTED(List.of("/usr/sbin/nginx")),
        CADDY(List.of("/usr/bin/caddy")),
        APACHE(List.of("/usr/sbin/apache2", MODULES + "mod_lua.so", "/usr/share/lua/5.3/socket.lua")),
        HAPROXY(List.of("/usr/sbin/haproxy"));

        private final List<String> files;

        Kind(List<String> files) {
            this.files = files;
        }
    }

    /**
     * What stands in for the ports and the service of the examples.
     *
     * @param exported the policy for nginx, with the ports of the examples
     */
    record Places(int service, int gatehouse, String serviceId, String exported) {}

    /** How long it waits for a decision. */
    enum Patience {
        AS_IN_THE_EXAMPLE,

        /** For as long as a busy machine may take, so that what it answers is never that it had enough. */
        ENDLESS
    }

    private final Kind kind;
    private final Places places;
    private final Patience patience;
    private final Path directory = TestServer.newDirectory();
    private final Path scripts = readableDirectory();
    private final int port = FreePort.next();
    private final int innerPort = FreePort.next();
    private Process process;

    private Gateway(Kind kind, Places places, Patience patience) {
        this.kind = kind;
        this.places = places;
        this.patience = patience;
    }

    /** Starts it; where the program is missing, the test is skipped, and fails when everything must run. */
    static Gateway start(Kind kind, Places places, Patience patience) {
        for (String file : kind.files) {
            boolean installed = Files.isReadable(Path.of(file));
            if ("true".equals(System.getenv("CI"))) {
                assertThat(installed).as(file + " is installed").isTrue();
            }
            assumeTrue(installed, file + " is not installed");
        }
        Gateway gateway = new Gateway(kind, places, patience);
        try {
            gateway.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gateway;
    }

    int port() {
        return port;
    }

    private void run() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile());
        for (String name : List.of("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")) {
            builder.environment().put(name, directory.toString());
        }
        process = builder.start();
        await().until(() -> !process.isAlive() || isListening());
        assertThat(process.isAlive()).as(output()).isTrue();
    }

    private List<String> command() throws IOException {
        String directoryName = directory.toString();
        return switch (kind) {
            case NGINX, NGINX_EXPORTED -> {
                String conf = kind == Kind.NGINX ? example("nginx.conf") : places.exported;
                put(conf, "orders.conf");
                String main = write("main.conf", nginx());
                yield List.of("/usr/sbin/nginx", "-p", directoryName, "-e", "stderr", "-c", main);
            }
            case CADDY ->
                List.of("/usr/bin/caddy", "run", "--adapter", "caddyfile", "--config", copy("Caddyfile", "Caddyfile"));
            case APACHE -> {
                copy("apache.conf", "orders.conf");
                String script = Files.readString(EXAMPLES.resolve("apache-gatehouse.lua"));
                Files.writeString(
                        scripts.resolve("apache-gatehouse.lua"),
                        patience == Patience.ENDLESS ? endlessly(script) : script);
                yield List.of(
                        "/usr/sbin/apache2", "-d", directoryName, "-f", write("main.conf", apache()), "-DFOREGROUND");
            }
            case HAPROXY -> {
                copy("haproxy-gatehouse.lua", "haproxy-gatehouse.lua");
                yield List.of("/usr/sbin/haproxy", "-db", "-f", copy("haproxy.cfg", "haproxy.cfg"));
            }
        };
    }

    /** An example with the test's ports, paths and service. */
    private String copy(String example, String name) throws IOException {
        return put(example(example), name);
    }

    private static String example(String name) throws IOException {
        return Files.readString(EXAMPLES.resolve(name));
    }

    private String put(String configuration, String name) throws IOException {
        String text = configuration
                .replaceAll("(listen |bind |:)8000\\b", "$1" + port)
                .replaceAll("\\bListen 8000\\b", "Listen 127.0.0.1:" + port)
                .replaceAll("\\b8080\\b", Integer.toString(places.service))
                .replaceAll("\\b6883\\b", Integer.toString(places.gatehouse))
                .replaceAll("\\b6884\\b", Integer.toString(innerPort))
                .replaceAll("(/access/|lua\\.gatehouse |GATEHOUSE_SERVICE=)orders(?![\\w-])", "$1" + places.serviceId)
                .replace("listen " + port, "listen 127.0.0.1:" + port)
                .replace("bind :" + port, "bind 127.0.0.1:" + port)
                .replace("http://:" + port + " {", "http://:" + port + " {\n\tbind 127.0.0.1")
                .replace("/etc/haproxy/", directory + "/")
                .replace("/etc/apache2/", scripts + "/");
        return write(name, patience == Patience.ENDLESS ? endlessly(text) : text);
    }

    /** Whatever is shorter than ten seconds, and the patience of scripts in seconds and in milliseconds. */
    private static String endlessly(String text) {
        return text.replaceAll("(time_?out\\b.*?|_timeout) \\ds\\b", "$1 600s")
                .replaceAll("PATIENCE = \\d\\b", "PATIENCE = 600")
                .replaceAll("PATIENCE = \\d{4}\\b", "PATIENCE = 600000");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static String nginx() {
        return ProxyProcess.nginx("include orders.conf;");
    }

    private String apache() {
        List<String> lines = new ArrayList<>();
        Stream.of("mpm_event", "authn_core", "authz_core", "authz_user", "proxy", "proxy_http", "setenvif", "lua")
                .map(module -> "LoadModule " + module + "_module " + MODULES + "mod_" + module + ".so")
                .forEach(lines::add);
        lines.add("""
                ServerName localhost
                DefaultRuntimeDir %1$s
                PidFile %1$s/pid
                ErrorLog %1$s/error.log
                StartServers 1
                ServerLimit 1
                ThreadsPerChild 4
                MaxRequestWorkers 4
                MinSpareThreads 1
                MaxSpareThreads 4
                Include %1$s/orders.conf
                """.formatted(directory));
        if (ROOT) {
            lines.add("User www-data\nGroup www-data");
        }
        return String.join("\n", lines);
    }

    private boolean isListening() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Apache's workers read scripts as another user than the one that runs the tests as root. */
    private static Path readableDirectory() {
        try {
            Path created = Files.createTempDirectory("gatehouse-gateway");
            return Files.setPosixFilePermissions(created, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed. */
    String output() {
        try {
            return Files.readString(directory.resolve("output.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(null, 20, TimeUnit.SECONDS).join();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            Files.deleteIfExists(scripts.resolve("apache-gatehouse.lua"));
            Files.delete(scripts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
