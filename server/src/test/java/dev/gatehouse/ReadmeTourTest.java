package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's tour, typed as printed into a shell, gives what the README prints; "…" there stands for anything. */
class ReadmeTourTest {
    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("```(sh|text)\n(.*?)```", Pattern.DOTALL);
    private static final String TOUR = "## A tour in five minutes";

    /** Commands and the output the README shows right after them, if any. */
    private record Step(String commands, String output) {}

    @Test
    void theTourWorksAsPrinted() throws Exception {
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThan(4);
        try (TestServer server = TestServer.start(Map.of())) {
            String transcript = run(script(steps), workingDirectory(server));

            String[] outputs = transcript.split("\u0001\n", -1);
            assertThat(outputs).hasSize(steps.size() + 1);
            for (int i = 0; i < steps.size(); i++) {
                assertThat(outputs[i])
                        .as("output of %s", steps.get(i).commands())
                        .matches(pattern(steps.get(i).output()));
            }
        }
    }

    private static List<Step> steps() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int begin = readme.indexOf(TOUR);
        String tour = readme.substring(begin, readme.indexOf("\n## ", begin));
        List<Step> steps = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(tour).results().toList()) {
            if (block.group(1).equals("sh")) {
                steps.add(new Step(block.group(2), ""));
            } else {
                Step last = steps.removeLast();
                steps.add(new Step(last.commands(), block.group(2)));
            }
        }
        return steps;
    }

    private static String script(List<Step> steps) {
        return steps.stream()
                .map(step -> step.commands() + "printf '\\001\\n'\n")
                .collect(Collectors.joining());
    }

    /** A folder that looks like a checkout with a running server: its data and the examples. */
    private static Path workingDirectory(TestServer server) throws IOException {
        Path directory = TestServer.newDirectory();
        Files.createSymbolicLink(directory.resolve("data"), server.data());
        Files.createSymbolicLink(
                directory.resolve("examples"), ROOT.resolve("examples").toAbsolutePath());
        return directory;
    }

    private static String run(String script, Path directory) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-eu")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        shell.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        return output;
    }

    private static Pattern pattern(String output) {
        return Pattern.compile(
                Stream.of(output.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
