package dev.gatehouse.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.connector.http.ConnectorError;
import dev.gatehouse.connector.settings.ConnectorSetting;
import dev.gatehouse.connector.tokens.StorageFixture;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestServer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/connectors.md says what is so, and its programs run as they are printed. */
class ConnectorsGuideTest {
    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root", ".."));
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final String guide = Files.readString(ROOT.resolve("docs/connectors.md"));

    @TempDir
    private Path folder;

    ConnectorsGuideTest() throws IOException {}

    private String block(String language, int index) {
        Matcher matcher = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(guide);
        for (int i = 0; i <= index; i++) {
            assertThat(matcher.find()).isTrue();
        }
        return matcher.group(1);
    }

    /**
     * Runs a program from its source, as a reader would, who has the kit and Logback and configures neither.
     *
     * @param before what comes before these on the class path
     */
    private Process java(String before, String file, Map<String, String> environment) throws IOException {
        String libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !each.contains("test-classes") && !each.contains("/server/"))
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder builder = new ProcessBuilder(JAVA, "-cp", before + File.pathSeparator + libraries, file);
        builder.environment().putAll(environment);
        return builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(file + ".log").toFile())
                .start();
    }

    private void awaitReady(int port, Process process, String file) {
        await().atMost(java.time.Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve(file + ".log")))
                    .isTrue();
            return status(port, "/health/ready") == 200;
        });
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private String shell(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void theWholeConnectorRegistersAndServesAndLogsLittle() throws Exception {
        Files.writeString(folder.resolve("Notes.java"), block("java", 0));
        TestServer.Registered client = StorageFixture.client();
        int port = FreePort.next();

        Process process = java(
                "",
                "Notes.java",
                Map.of(
                        "CENTRAL_SERVICE_TOKEN_STORAGE",
                        StorageFixture.url(client),
                        "CONNECTOR_PORT",
                        Integer.toString(port)));
        try {
            awaitReady(port, process, "Notes.java");
            StorageFixture.api(client).get("/token-storage/service/port-notes").expect(200);
            assertThat(shell(block("sh", 0).replace(":3000", ":" + port))).isEqualTo(block("text", 0));
        } finally {
            process.destroy();
            assertThat(process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(Files.readAllLines(folder.resolve("Notes.java.log")))
                .as("what it logs where nobody configured that")
                .hasSizeLessThan(10)
                .noneMatch(line -> line.contains(" DEBUG ") || line.contains("access-log"))
                .anyMatch(line -> line.contains("registered port-notes at the token storage"))
                .anyMatch(line -> line.contains("port-notes serves at http://127.0.0.1:" + port))
                .anyMatch(line -> line.contains("port-notes has stopped"));
    }

    @Test
    void theDocumentOfYourOwnIsServedAndYourConfigurationOfLogbackTaken() throws Exception {
        Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <appender name="mine" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>mine %msg%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="mine"/></root>
                </configuration>
                """);
        Files.writeString(folder.resolve("Notes.java"), block("java", 0));
        Files.writeString(folder.resolve("Shelves.java"), block("java", 1));
        int port = FreePort.next();

        Process process = java(
                folder.toString(),
                "Shelves.java",
                Map.of("CENTRAL_SERVICE_TOKEN_STORAGE", "none", "CONNECTOR_PORT", Integer.toString(port)));
        try {
            awaitReady(port, process, "Shelves.java");
            assertThat(shell("curl -sS 'http://localhost:" + port + "/shelves/7?userId=maria'"))
                    .contains("\"shelf\":7", "\"owner\":\"maria\"");
            assertThat(status(port, "/shelves/0?userId=maria")).isEqualTo(400);
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(Files.readAllLines(folder.resolve("Shelves.java.log")))
                .allMatch(line -> line.startsWith("mine "))
                .anyMatch(line -> line.contains("readShelf 200"));
    }

    @Test
    void theProviderOfLogsThatIsNamedIsTheOneItIsTestedWith() throws IOException {
        Matcher tested = Pattern.compile("<logback.version>(.*?)</logback.version>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(tested.find()).isTrue();
        assertThat(guide).contains("<artifactId>logback-classic</artifactId>\n  <version>" + tested.group(1));
    }

    @Test
    void everySettingIsListedWithItsDefault() {
        for (ConnectorSetting setting : ConnectorSetting.values()) {
            String shown = setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
            assertThat(guide).contains("| `" + setting.variable() + "` | " + setting.meaning() + " | " + shown + " |");
        }
    }

    @Test
    void everyErrorIsListedWithItsStatus() {
        List<String> rows =
                guide.lines().filter(line -> line.startsWith("| CON")).toList();
        assertThat(rows).hasSameSizeAs(ConnectorError.values());
        assertThat(rows)
                .allSatisfy(row -> assertThat(Arrays.stream(ConnectorError.values())
                                .map(code -> "| " + code.code() + " | " + code.status() + " | "))
                        .anyMatch(row::startsWith));
    }
}
