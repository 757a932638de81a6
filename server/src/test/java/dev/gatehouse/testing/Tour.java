package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands of a document, typed as printed into a shell; "…" in what it prints stands for anything. */
public final class Tour {
    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("```(sh|text)\n(.*?)```", Pattern.DOTALL);

    /** Commands and the output the document shows right after them, if any. */
    public record Step(String commands, String output) {}

    private Tour() {}

    /**
     * The steps of a document.
     *
     * @param from the heading where they begin
     * @param to what comes after them
     */
    public static List<Step> steps(String document, String from, String to) throws IOException {
        String text = Files.readString(ROOT.resolve(document));
        int begin = text.indexOf(from);
        return stepsOf(text.substring(begin, text.indexOf(to, begin + from.length())));
    }

    /** All steps of a document. */
    public static List<Step> steps(String document) throws IOException {
        return stepsOf(Files.readString(ROOT.resolve(document)));
    }

    private static List<Step> stepsOf(String tour) {
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

    /** Types them, one after the other, in a folder that looks like a checkout with a running server. */
    public static void take(TestServer server, List<Step> steps) throws Exception {
        String transcript = run(script(steps), workingDirectory(server));

        String[] outputs = transcript.split("\u0001\n", -1);
        assertThat(outputs).hasSize(steps.size() + 1);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(outputs[i])
                    .as("output of %s", steps.get(i).commands())
                    .matches(pattern(steps.get(i).output()));
        }
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
