package dev.gatehouse.bench.process;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Debian's Apache with mod_dav and passwords, on a free port of loopback. */
public final class DavServer implements AutoCloseable {
    public static final String USER = "bench";
    public static final String PASSWORD = "not-secret-to-anybody";
    private static final String PROGRAM = "/usr/sbin/apache2";
    private static final List<String> MODULES =
            List.of("mpm_event", "authn_core", "authn_file", "auth_basic", "authz_core", "authz_user", "dav", "dav_fs");

    private final ChildProcess child;
    private final Path files;
    private final URI url;

    private DavServer(ChildProcess child, Path files, URI url) {
        this.child = child;
        this.files = files;
        this.url = url;
    }

    public static DavServer start(Workspace workspace) throws Exception {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            throw new IllegalStateException("no Apache: install apache2");
        }
        Path directory = open(workspace.newPath("apache"));
        Path files = open(directory.resolve("files"));
        open(directory.resolve("locks"));
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(PASSWORD.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                directory.resolve("passwords"),
                USER + ":{SHA}" + Base64.getEncoder().encodeToString(digest) + "\n");
        int port = freePort();
        Path configuration = Files.writeString(directory.resolve("apache.conf"), configuration(directory, port));
        ChildProcess child = ChildProcess.start(
                workspace,
                List.of(PROGRAM, "-d", directory.toString(), "-f", configuration.toString(), "-DFOREGROUND"),
                Map.of(),
                directory.resolve("apache.log"),
                "resuming normal operations");
        URI url = URI.create("http://127.0.0.1:" + port + "/");
        awaitConnection(port);
        return new DavServer(child, files, url);
    }

    private static Path open(Path directory) throws Exception {
        Files.createDirectories(directory);
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitConnection(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getPort();
        }
    }

    private static String configuration(Path directory, int port) {
        String loaded = MODULES.stream()
                .map(module -> "LoadModule " + module + "_module /usr/lib/apache2/modules/mod_" + module + ".so\n")
                .collect(Collectors.joining());
        String user = System.getProperty("user.name").equals("root") ? "User www-data\nGroup www-data\n" : "";
        return loaded + user + """
                ServerName localhost
                DefaultRuntimeDir %1$s
                PidFile %1$s/pid
                ErrorLog /dev/stderr
                LogLevel notice
                Listen 127.0.0.1:%2$d
                DocumentRoot %1$s/files
                DavLockDB %1$s/locks/db
                <Location />
                    Dav On
                    AuthType Basic
                    AuthName "WebDAV"
                    AuthUserFile %1$s/passwords
                    Require valid-user
                </Location>
                """.formatted(directory, port);
    }

    /** With a slash at its end. */
    public URI url() {
        return url;
    }

    /** The folder it shows. */
    public Path files() {
        return files;
    }

    @Override
    public void close() {
        child.close();
    }
}
