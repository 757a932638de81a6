package dev.gatehouse.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Keycloak in development mode, on loopback and with everything in memory: one per JVM, gone with it. Tests keep
 * apart by realms. The build unpacks it (profile {@code keycloak}); where it did not, tests that need it are skipped.
 * Thread-safe.
 */
public final class Keycloak {
    private static final Pattern READY = Pattern.compile("Listening on: (http://\\S+)");
    private static final String ADMINISTRATOR = "admin";

    private final URI url;
    private final String password;

    private Keycloak(URI url, String password) {
        this.url = url;
        this.password = password;
    }

    /** Starts when the first test asks. */
    private static final class Shared {
        private static final Keycloak RUNNING = start();
    }

    /** The one all tests share; the test is skipped where the build left it out. */
    public static Keycloak shared() {
        Assumptions.assumeTrue(home() != null, "no Keycloak: the build's profile 'keycloak' was switched off");
        return Shared.RUNNING;
    }

    public URI url() {
        return url;
    }

    /** A realm with nobody in it. */
    public KeycloakRealm newRealm() {
        String name = "realm-" + UUID.randomUUID();
        KeycloakRealm master = new KeycloakRealm(url, "master", this::administrator);
        master.administrate("", Map.of("realm", name, "enabled", true, "sslRequired", "none"));
        return new KeycloakRealm(url, name, this::administrator);
    }

    private String administrator() {
        KeycloakRealm master = new KeycloakRealm(url, "master", () -> "");
        return master.ask(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        ADMINISTRATOR,
                        "password",
                        password))
                .get("access_token")
                .asString();
    }

    private static Path home() {
        Path folder = TestDatabase.installations().resolve("keycloak");
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> unpacked = Files.list(folder)) {
            return unpacked.filter(home -> Files.isExecutable(home.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Keycloak start() {
        String password = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        home().resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--cache=local",
                        "--http-host=127.0.0.1",
                        "--http-port=0",
                        "--log-level=warn,io.quarkus:info"))
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP",
                        "-Xms64m -Xmx512m",
                        "JAVA_OPTS_APPEND",
                        "-XX:TieredStopAtLevel=1",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMINISTRATOR,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        password));
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            CompletableFuture<URI> ready = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> read(process, ready));
            return new Keycloak(ready.get(4, TimeUnit.MINUTES), password);
        } catch (Exception e) {
            throw new IllegalStateException("Keycloak does not start", e);
        }
    }

    /** To the end, so that it never waits for a reader. */
    private static void read(Process process, CompletableFuture<URI> ready) {
        StringBuilder log = new StringBuilder();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher address = READY.matcher(line);
                if (address.find()) {
                    ready.complete(URI.create(address.group(1)));
                } else if (!ready.isDone()) {
                    log.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            log.append(e.getMessage());
        }
        ready.completeExceptionally(new IOException("it ended: " + log));
    }
}
