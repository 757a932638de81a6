package dev.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Soak;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has Jazzer feed readers, in a process of its own: it rewrites the classes that it watches, which in the process of the
 * tests would be those of all tests. Counted are inputs, not seconds. Examples to begin with, and what was found before, lie
 * in {@code src/test/resources/fuzz/<name>}; what is found, with the log, in {@code target/fuzz/<name>}.
 */
public final class Fuzzing {
    private static final int INPUTS = Integer.getInteger("gatehouse.fuzz.inputs", Soak.rounds(3_000, 500_000));

    /** What is read in one input at most, in bytes. */
    private static final int MAX_LENGTH = Soak.rounds(4_096, 65_536);

    /** For one input; only what never ends takes so long. */
    private static final int TIME_SECONDS = 120;

    private static final int LAST_LINES = 60;

    private Fuzzing() {}

    /**
     * Fails where a reader fails.
     *
     * @param name of what they read
     * @param watched the classes whose branches lead the way, as patterns separated by colons
     * @param readers each gets every input
     */
    public static void feed(String name, String watched, List<Class<? extends Reader>> readers)
            throws IOException, InterruptedException {
        Path found = Files.createDirectories(Path.of("target", "fuzz", name).toAbsolutePath());
        Path log = found.resolve("log.txt");
        Path kept = Path.of("src", "test", "resources", "fuzz", name).toAbsolutePath();
        Path corpus = Files.createDirectories(found.resolve("corpus"));
        Files.write(corpus.resolve("longest"), longest(kept));
        Process process = new ProcessBuilder(command(readers, watched, found, List.of(corpus, kept)))
                .directory(found.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        try {
            assertThat(process.waitFor())
                    .as(() -> "a reader of " + name + " fails; its input is in " + found + "\n" + last(log))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** No input becomes longer than the longest example. */
    private static byte[] longest(Path examples) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(examples)) {
            for (Path file : files.sorted().toList()) {
                all.write(Files.readAllBytes(file));
            }
        }
        byte[] together = all.toByteArray();
        byte[] longest = new byte[MAX_LENGTH];
        for (int i = 0; i < longest.length; i++) {
            longest[i] = together[i % together.length];
        }
        return longest;
    }

    private static List<String> command(
            List<Class<? extends Reader>> readers, String watched, Path found, List<Path> inputs) {
        long seed = Long.getLong(
                "gatehouse.fuzz.seed",
                Soak.rounds(1, ThreadLocalRandom.current().nextInt(1, 1 << 30)));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + Soak.rounds(1, 4),
                "-XX:-OmitStackTraceInFastThrow",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dgatehouse.root=" + System.getProperty("gatehouse.root"),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + readers.stream().map(Class::getName).collect(Collectors.joining(" ")),
                "--instrumentation_includes=" + watched,
                "--custom_hook_includes=" + watched,
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-runs=" + INPUTS,
                "-seed=" + seed,
                "-max_len=" + MAX_LENGTH,
                "-timeout=" + TIME_SECONDS));
        inputs.forEach(input -> command.add(input.toString()));
        return command;
    }

    private static String last(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
