package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopSignalTest {
    @TempDir
    private Path data;

    private Process process;

    @AfterEach
    void endProcess() {
        process.destroyForcibly();
    }

    @Test
    void aSignalClosesTheServerAndEndsWithStatusZero() throws Exception {
        BufferedReader output = run("normal");
        assertThat(output.readLine()).isEqualTo("starting");
        assertThat(output.readLine()).isEqualTo("Gatehouse is ready");

        process.toHandle().destroy();

        assertThat(output.readLine()).isEqualTo("departing");
        assertThat(output.readLine()).isEqualTo("closed");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aSignalDuringTheStartWaitsForItAndThenStops() throws Exception {
        BufferedReader output = run("slow");
        assertThat(output.readLine()).isEqualTo("starting");

        process.toHandle().destroy();
        process.outputWriter().append('\n').flush();

        assertThat(output.lines()).last().isEqualTo("closed");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aServerThatCannotStopEndsWithStatusOne() throws Exception {
        BufferedReader output = run("stuck");
        assertThat(output.readLine()).isEqualTo("starting");
        assertThat(output.readLine()).isEqualTo("Gatehouse is ready");

        process.toHandle().destroy();

        assertThat(process.errorReader().lines()).anyMatch(line -> line.contains("did not stop cleanly"));
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void aRefusedStartEndsWithStatusOneAndOneLine() throws Exception {
        run("refuse");

        assertThat(process.errorReader().lines()).containsExactly("gatehouse: Port 6883 is in use.");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private BufferedReader run(String behaviour) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        process = new ProcessBuilder(List.of(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoppableServer.class.getName(),
                        behaviour,
                        data.toString()))
                .start();
        return process.inputReader();
    }
}
