package dev.gatehouse.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.store.OwningMain;
import dev.gatehouse.testing.PreparedCluster;
import dev.gatehouse.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadMansSwitchTest {
    @TempDir
    private Path data;

    private Path cluster() {
        return data.resolve("postgresql");
    }

    private PostmasterFile server() {
        return PostmasterFile.read(cluster()).orElseThrow();
    }

    private static boolean runs(long process) {
        return ProcessHandle.of(process)
                .filter(handle -> handle.info().command().isPresent())
                .isPresent();
    }

    /** The processes beside the server that work in its directory. */
    private List<ProcessHandle> shells(ProcessHandle owner) {
        ProcessView view = ProcessView.ofSystem();
        return owner.children()
                .filter(child -> view.workingDirectory(child.pid())
                        .filter(cluster()::equals)
                        .isPresent())
                .filter(child -> view.program(child.pid())
                        .filter(program -> !program.endsWith("pg_ctl"))
                        .isPresent())
                .toList();
    }

    private static Process working(Path directory) throws IOException {
        return new ProcessBuilder("sleep", "300").directory(directory.toFile()).start();
    }

    private PostmasterFile written(long process, long start) throws IOException {
        Files.createDirectories(cluster());
        Files.writeString(
                PostmasterFile.path(cluster()),
                "%d\n%s\n%d\n5432\n\n127.0.0.1\n\nready   \n".formatted(process, cluster(), start));
        return server();
    }

    @Test
    void s20_aServerEndsWithTheProcessThatIsKilled() throws Exception {
        PreparedCluster.into(data);
        Process owner = OwningMain.startIdle(data);
        try (var output = owner.inputReader()) {
            assertThat(output.readLine()).isEqualTo("started");
            long first = server().pid();
            ProcessHandle shell = shells(owner.toHandle()).getFirst();
            shell.destroyForcibly();
            await("another shell waits").until(() -> replaced(shell, shells(owner.toHandle())));
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            await("another server runs").until(() -> isReadyOtherThan(first));
            long second = server().pid();
            ProcessHandle last = shells(owner.toHandle()).getFirst();

            owner.toHandle().destroyForcibly();

            await().until(() -> !runs(second) && !last.isAlive());
            assertThat(PostmasterFile.path(cluster()))
                    .as("it stopped in good order")
                    .doesNotExist();
        } finally {
            owner.destroyForcibly();
        }
    }

    private static boolean replaced(ProcessHandle shell, List<ProcessHandle> now) {
        return now.size() == 1 && !now.contains(shell);
    }

    private boolean isReadyOtherThan(long process) {
        return PostmasterFile.read(cluster())
                .filter(file -> file.pid() != process && file.status().equals("ready"))
                .isPresent();
    }

    @Test
    void nothingIsLeftOfItAfterANormalEnd() {
        PreparedCluster.into(data);
        var options = new EmbeddedPostgres.Options(false, TestDatabase.installations(), 20);
        try (var _ = EmbeddedPostgres.start(data, options)) {
            assertThat(shells(ProcessHandle.current())).hasSize(1);
        }
        assertThat(shells(ProcessHandle.current())).isEmpty();
    }

    @Test
    void endsNoProcessThatOnlyHasTheNumber() throws Exception {
        Process stranger = working(data);
        Process successor = working(Files.createDirectories(cluster()));
        try {
            var gone = new DeadMansSwitch(cluster());
            gone.hold(written(stranger.pid(), 1_700_000_000));
            gone.close();

            var replaced = new DeadMansSwitch(cluster());
            replaced.hold(written(successor.pid(), 1_700_000_000));
            written(successor.pid(), 1_700_000_001);
            replaced.close();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(successor.isAlive()).isTrue();
        } finally {
            stranger.destroy();
            successor.destroy();
        }
    }
}
