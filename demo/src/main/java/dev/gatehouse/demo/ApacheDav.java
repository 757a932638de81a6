package dev.gatehouse.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Apache with mod_dav on a free port, with one person's files.
 *
 * @param url where they are
 * @param files the folder that they are in
 */
record ApacheDav(URI url, Path files) {
    private static final Path APACHE = Path.of("/usr/sbin/apache2");
    private static final String MODULES = "/usr/lib/apache2/modules/";
    private static final List<String> LOADED = List.of(
            "mpm_event", "authn_core", "authn_file", "auth_basic", "authz_core", "authz_user", "dir", "dav", "dav_fs");
    private static final int TRIES = 300;

    static ApacheDav start(Stage stage, String user, String password) throws IOException {
        if (!Files.isExecutable(APACHE)) {
            throw new DemoException("The demo needs Apache with mod_dav; on Debian: apt-get install apache2");
        }
        Path folder = stage.folder("apache");
        Path files = stage.folder("apache/files");
        // Apache's own user has to write there.
        Files.setPosixFilePermissions(stage.folder("apache/locks"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(folder.resolve("passwords"), user + ":{SHA}" + sha1(password) + "\n");
        int port = freePort();
        Path configuration = Files.writeString(folder.resolve("apache.conf"), configuration(folder, port));
        Program apache = Program.start(
                stage,
                List.of(APACHE.toString(), "-d", folder.toString(), "-f", configuration.toString(), "-DFOREGROUND"),
                Map.of(),
                "resuming normal operations");
        awaitPort(apache, folder, port);
        return new ApacheDav(URI.create("http://127.0.0.1:" + port + "/"), files);
    }

    private static String configuration(Path folder, int port) {
        String modules = LOADED.stream()
                .map(module -> "LoadModule " + module + "_module " + MODULES + "mod_" + module + ".so\n")
                .collect(Collectors.joining());
        String user = System.getProperty("user.name").equals("root") ? "User www-data\nGroup www-data\n" : "";
        return modules + user + """
                ServerName localhost
                Listen 127.0.0.1:%2$d
                DefaultRuntimeDir %1$s
                PidFile %1$s/pid
                ErrorLog %1$s/error.log
                DocumentRoot %1$s/files
                DavLockDB %1$s/locks/db
                <Directory %1$s/files>
                    Dav On
                    AuthType Basic
                    AuthName "WebDAV"
                    AuthBasicProvider file
                    AuthUserFile %1$s/passwords
                    Require valid-user
                </Directory>
                """.formatted(folder, port);
    }

    private static void awaitPort(Program apache, Path folder, int port) throws IOException {
        for (int i = 0; i < TRIES && apache.isAlive(); i++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                pause();
            }
        }
        Path log = folder.resolve("error.log");
        throw new DemoException(
                "Apache did not start. It said:\n" + apache.said() + (Files.exists(log) ? Files.readString(log) : ""));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("The demo was interrupted.");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String sha1(String password) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
