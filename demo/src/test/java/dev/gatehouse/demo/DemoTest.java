package dev.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo as {@code make demo} runs it, once everything is built. */
class DemoTest {
    private static final Path ROOT =
            Path.of(System.getProperty("gatehouse.root", "..")).toAbsolutePath().normalize();
    private static final Pattern SHOWN = Pattern.compile("```sh\nmake demo\n```\n+```text\n(.*?)```", Pattern.DOTALL);
    private static final long MINUTES = 3;

    private record Outcome(int status, String output) {}

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        boolean needed = "true".equals(System.getenv("CI"));
        assumeTrue(needed || Files.isExecutable(Path.of("/usr/sbin/apache2")), "Needs the Debian package apache2");
        folder = Files.createTempDirectory(
                "gatehouse-demo-test",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    @AfterEach
    void removeFolder() throws IOException {
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }

    @Test
    void saysWhatTheReadmeShowsAndLeavesNothingBehind() throws Exception {
        Outcome outcome = run(ROOT);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).matches(readme());
        assertNothingIsLeft();
    }

    @Test
    void saysWhyItFailsAndLeavesNothingBehind() throws Exception {
        Outcome outcome = run(folder);
        assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.output()).contains("The demo failed: ", "bin/gatehouse");
        assertNothingIsLeft();
    }

    @Test
    void saysThatItWasInterruptedAndLeavesNothingBehind() throws Exception {
        Process demo = start(ROOT);
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8)) {
            output.append(lines.readLine()).append('\n');
            demo.toHandle().destroy(); // which leaves its output open
            lines.lines().forEach(line -> output.append(line).append('\n'));
        }
        assertThat(demo.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(demo.exitValue()).isNotZero();
        assertThat(output)
                .contains("\nThe demo was interrupted.\n")
                .endsWith("\nEverything is stopped and removed.\n")
                .doesNotContain("failed");
        assertNothingIsLeft();
    }

    @Test
    void isWhatMakeRuns() throws Exception {
        assertThat(Files.readString(ROOT.resolve("Makefile"))).contains(" " + Demo.class.getName());
    }

    private Outcome run(Path root) throws Exception {
        Process demo = start(root);
        String output = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(demo.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        return new Outcome(demo.exitValue(), output);
    }

    private Process start(Path root) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        "-Dgatehouse.root=" + root,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(folder).isEmptyDirectory();
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(command -> command.contains(folder.toString())))
                .isEmpty();
    }

    /** What the README shows; "…" there stands for anything within a line. */
    private static Pattern readme() throws IOException {
        Matcher shown = SHOWN.matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(shown.find()).as("the README shows the demo").isTrue();
        return Pattern.compile(
                Stream.of(shown.group(1).split("…", -1)).map(Pattern::quote).collect(Collectors.joining("[^\n]*")));
    }
}
