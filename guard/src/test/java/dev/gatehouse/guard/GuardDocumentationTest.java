package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Java17;
import dev.gatehouse.testing.TestServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the service in docs/guard.md as it is printed, with nothing but the guard's libraries and Vert.x. */
class GuardDocumentationTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final TestServer SERVER = TestServer.shared();

    @TempDir
    private Path directory;

    @BeforeAll
    static void registerTheService() {
        SERVER.administrator().post("/oauth2/service", """
                {"serviceId":"orders","serviceType":"openapi","serviceName":"Orders","scope":"orders.r"}
                """).expect(200);
        SERVER.administrator()
                .post(
                        "/oauth2/service/orders/endpoint",
                        "[{\"endpoint\":\"/orders@get\",\"operation\":\"list\",\"scope\":\"orders.r\"}]")
                .expect(201);
    }

    @Test
    void theServiceInTheGuideGuardsItself() throws IOException {
        expectGuarded(Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    @Test
    void itDoesSoOnJava17() throws IOException {
        expectGuarded(Java17.find());
    }

    private void expectGuarded(Path java) throws IOException {
        TestServer.Registered reader = SERVER.newClient("admin", "oauth.service.r");
        TestServer.Registered caller = SERVER.newClient("admin", "orders.r");
        Process program = start(
                java,
                Map.of(
                        "GATEHOUSE_REGISTRY", SERVER.adminUrl().toString(),
                        "GATEHOUSE_ISSUER", SERVER.publicUrl().toString(),
                        "CLIENT_ID", reader.clientId(),
                        "CLIENT_SECRET", reader.secret()));
        try (BufferedReader output = program.inputReader()) {
            int port = port(output);

            assertThat(RawRequest.status(RawRequest.send(port, "GET", "/orders")))
                    .isEqualTo(401);
            String token = SERVER.token(caller.clientId(), caller.secret());
            assertThat(RawRequest.send(port, "GET", "/orders", "Authorization", "Bearer " + token))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("orders of " + caller.clientId());
            assertThat(directory.resolve("orders-guard.json")).exists();
        } finally {
            program.destroyForcibly();
        }
    }

    private Process start(Path java, Map<String, String> environment) throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("gatehouse.root"), "docs", "guard.md"));
        Matcher program = PROGRAM.matcher(guide);
        assertThat(program.find()).isTrue();
        Path source = Files.writeString(directory.resolve("Orders.java"), program.group(1));
        ProcessBuilder builder = new ProcessBuilder(java.toString(), "--class-path", classPath(), source.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String classPath() {
        String guard = ServiceGuard.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return String.join(
                File.pathSeparator,
                guard,
                System.getProperty("guard.libraries"),
                System.getProperty("guard.frameworks"));
    }

    private static int port(BufferedReader output) throws IOException {
        StringBuilder all = new StringBuilder();
        String start = "listening on ";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(start)) {
                return Integer.parseInt(line.substring(start.length()));
            }
            all.append(line).append('\n');
        }
        throw new AssertionError("it ended: " + all);
    }
}
