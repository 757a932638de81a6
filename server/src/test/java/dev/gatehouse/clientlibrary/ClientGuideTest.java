package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.testing.Java17;
import dev.gatehouse.testing.TestServer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the program in docs/client.md as it is printed, with nothing but the client and Jackson. */
class ClientGuideTest {
    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root", ".."));

    /** The class files of Java 17. */
    private static final int MAX_MAJOR_VERSION = 61;

    private final String guide = Files.readString(ROOT.resolve("docs/client.md"));

    @TempDir
    private Path directory;

    ClientGuideTest() throws IOException {}

    private String block(String language) {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(guide);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    @Test
    void theProgramInTheGuidePrintsWhatItSays() throws IOException {
        expectPrinted(Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    @Test
    void itDoesSoOnJava17() throws IOException {
        expectPrinted(Java17.find());
    }

    private void expectPrinted(Path java) throws IOException {
        try (TestServer server = TestServer.start(Map.of())) {
            JsonNode bootstrap = server.bootstrap();
            Path source = Files.writeString(directory.resolve("Register.java"), block("java"));
            ProcessBuilder builder = new ProcessBuilder(
                            java.toString(),
                            "--class-path",
                            libraries().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                            source.toString(),
                            ROOT.resolve("examples/orders/orders-v1.yaml").toString())
                    .redirectErrorStream(true);
            builder.environment()
                    .putAll(Map.of(
                            "GATEHOUSE_ADMIN", server.adminUrl().toString(),
                            "GATEHOUSE_PUBLIC", server.publicUrl().toString(),
                            "CLIENT_ID", bootstrap.get("clientId").asString(),
                            "CLIENT_SECRET", bootstrap.get("clientSecret").asString()));
            Process program = builder.start();
            String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(output).isEqualTo(block("text"));
        }
    }

    /** All that a program needs. */
    private static Stream<Path> libraries() {
        return Stream.of(Gatehouse.class, JsonMapper.class, JsonParser.class, JsonProperty.class)
                .map(ClientGuideTest::location);
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theClientIsCompiledForJava17() throws IOException {
        Path classes = location(Gatehouse.class);
        assertThat(majorVersions(classes)).isNotEmpty().allMatch(version -> version <= MAX_MAJOR_VERSION);
    }

    private static List<Integer> majorVersions(Path classes) throws IOException {
        if (!Files.isDirectory(classes)) {
            try (var jar = java.nio.file.FileSystems.newFileSystem(classes)) {
                return majorVersionsBelow(jar.getPath("/"));
            }
        }
        return majorVersionsBelow(classes);
    }

    private static List<Integer> majorVersionsBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(ClientGuideTest::majorVersion)
                    .toList();
        }
    }

    private static int majorVersion(Path file) {
        try {
            byte[] head = Files.readAllBytes(file);
            return (head[6] & 0xFF) << 8 | head[7] & 0xFF;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
