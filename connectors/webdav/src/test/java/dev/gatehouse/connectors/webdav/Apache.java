package dev.gatehouse.connectors.webdav;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Debian's Apache with mod_dav, one for all tests. On one port it takes passwords, on another JSON Web Tokens, by
 * mod_oauth2. The folder {@code /dav/} is everybody's; below {@code /remote.php/dav/files/} everybody has one of their own.
 */
final class Apache {
    static final String PASSWORD = "correct horse";
    private static final String MODULES = "/usr/lib/apache2/modules/";
    private static final List<String> LOADED = List.of(
            "mpm_event",
            "authn_core",
            "authn_file",
            "auth_basic",
            "authz_core",
            "authz_user",
            "setenvif",
            "alias",
            "dir",
            "dav",
            "dav_fs",
            "oauth2");
    private static Apache running;

    private final Path directory = Background.openDirectory();
    private final Path files = Background.open(directory.resolve("files"));
    private final Path people = Background.open(directory.resolve("people"));
    private final int passwordPort = Background.freePort();
    private final int tokenPort = Background.freePort();

    private Apache() {
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized Apache shared() {
        InstalledProgram.find("apache2", "/usr/sbin/apache2");
        InstalledProgram.find("libapache2-mod-oauth2", MODULES + "mod_oauth2.so");
        if (running == null) {
            running = new Apache();
        }
        return running;
    }

    private void start() throws IOException {
        Background.open(directory.resolve("locks"));
        for (String person : List.of("alice", "bob", "Ülkü Öz")) {
            Background.open(people.resolve("files").resolve(person));
        }
        Background.open(people.resolve("files"));
        Files.writeString(
                directory.resolve("passwords"),
                Stream.of("alice", "bob").map(Apache::passwordLine).collect(Collectors.joining()));
        Path configuration = Files.writeString(directory.resolve("apache.conf"), configuration());
        Background.start(
                directory.resolve("output.log"),
                List.of(passwordPort, tokenPort),
                List.of(
                        "/usr/sbin/apache2",
                        "-d",
                        directory.toString(),
                        "-f",
                        configuration.toString(),
                        "-DFOREGROUND"));
    }

    private static String passwordLine(String user) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(PASSWORD.getBytes(StandardCharsets.UTF_8));
            return user + ":{SHA}" + Base64.getEncoder().encodeToString(digest) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String configuration() {
        String loaded = LOADED.stream()
                .map(module -> "LoadModule " + module + "_module " + MODULES + "mod_" + module + ".so\n")
                .collect(Collectors.joining());
        String user = System.getProperty("user.name").equals("root") ? "User www-data\nGroup www-data\n" : "";
        return loaded + user + """
                ServerName localhost
                DefaultRuntimeDir %1$s
                PidFile %1$s/pid
                ErrorLog %1$s/output.log
                LogLevel warn
                StartServers 1
                ServerLimit 1
                ThreadsPerChild 64
                MaxRequestWorkers 64
                MinSpareThreads 1
                MaxSpareThreads 64
                DavLockDB %1$s/locks/db
                DavMinTimeout 60
                Alias /dav %1$s/files
                Alias /remote.php/webdav %1$s/files
                Alias /remote.php/dav %1$s/people
                <Location />
                    Dav On
                </Location>
                <LocationMatch "^/remote.php/dav/files/(?<owner>[^/]+)">
                    Require expr %%{env:MATCH_OWNER} == %%{REMOTE_USER}
                </LocationMatch>
                Listen 127.0.0.1:%2$d
                <VirtualHost 127.0.0.1:%2$d>
                    <Location />
                        AuthType Basic
                        AuthName "WebDAV"
                        AuthBasicProvider file
                        AuthUserFile %1$s/passwords
                        Require valid-user
                    </Location>
                </VirtualHost>
                Listen 127.0.0.1:%3$d
                <VirtualHost 127.0.0.1:%3$d>
                    <Location />
                        AuthType oauth2
                        OAuth2TokenVerify plain %4$s verify.exp=required&verify.cache.expiry=1&expiry=1
                        Require valid-user
                    </Location>
                </VirtualHost>
                """.formatted(directory, passwordPort, tokenPort, Jwt.SECRET);
    }

    /** Where passwords are taken, with a slash at its end. */
    URI passwordUrl() {
        return URI.create("http://127.0.0.1:" + passwordPort + "/");
    }

    /** Where tokens are taken, with a slash at its end. */
    URI tokenUrl() {
        return URI.create("http://127.0.0.1:" + tokenPort + "/");
    }

    /** What {@code /dav/} shows. */
    Path files() {
        return files;
    }

    /** What {@code /remote.php/dav/} shows. */
    Path people() {
        return people;
    }
}
