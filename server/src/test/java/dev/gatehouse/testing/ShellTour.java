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

/**
 * A document's commands, typed as printed into a shell beside a running server, with the output that it prints right after
 * them; "…" there stands for anything.
 */
public final class ShellTour {
    private static final Path ROOT = Path.of(System.getProperty("gatehouse.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("```(sh|text)\n(.*?)```", Pattern.DOTALL);

    private final List<Step> steps;

    /** Commands and the output the document shows right after them, if any. */
    private record Step(String commands, String output) {}

    private ShellTour(List<Step> steps) {
        this.steps = steps;
    }

    public static ShellTour ofDocument(String name) throws IOException {
        return of(Files.readString(ROOT.resolve(name)));
    }

    /** What a document says under a heading of the second level. */
    public static ShellTour ofSection(String name, String heading) throws IOException {
        String document = Files.readString(ROOT.resolve(name));
        int begin = document.indexOf(heading);
        return of(document.substring(begin, document.indexOf("\n## ", begin)));
    }

    private static ShellTour of(String text) {
        List<Step> steps = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            if (block.group(1).equals("sh")) {
                steps.add(new Step(block.group(2), ""));
            } else {
                Step last = steps.removeLast();
                steps.add(new Step(last.commands(), block.group(2)));
            }
        }
        return new ShellTour(steps);
    }

    public int length() {
        return steps.size();
    }

    /** Every command succeeds, and prints what the document prints. */
    public void requireWorks(TestServer server) throws IOException, InterruptedException {
        String transcript = run(script(), workingDirectory(server));
        String[] outputs = transcript.split("\u0001\n", -1);
        assertThat(outputs).as(transcript).hasSize(steps.size() + 1);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(outputs[i])
                    .as("output of %s", steps.get(i).commands())
                    .matches(pattern(steps.get(i).output()));
        }
    }

    private String script() {
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
