package dev.gatehouse.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the server when this process is no more, however it ended: a shell waits at a pipe that the operating system closes
 * then. It ends a process only on proof that it is the server which was told, because numbers are given to others in time.
 * Used by one thread at a time.
 */
final class DeadMansSwitch implements AutoCloseable {
    private static final long LAST_STEPS_SECONDS = 5;

    /** What ends a whole group of processes, as Ctrl-C does, must not end this one. It works in the cluster's directory. */
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM
            while read -r told started; do pid=$told since=$started; done
            { read -r written; read -r directory; read -r start; } 2>/dev/null <postmaster.pid || exit 0
            [ "$written" = "$pid" ] && [ "$start" = "$since" ] || exit 0
            if [ -d /proc/self ]; then
                [ "/proc/$pid/cwd" -ef . ] || exit 0
            else
                case $(ps -p "$pid" -o comm=) in *postgres) ;; *) exit 0 ;; esac
            fi
            kill -INT "$pid"
            """;

    private final Path cluster;
    private @Nullable Process shell;
    private @Nullable PostmasterFile held;

    /** Nothing happens before there is a server to {@link #hold}. */
    DeadMansSwitch(Path cluster) {
        this.cluster = cluster;
    }

    /** Has this server end with this process, and no other from now on. */
    void hold(PostmasterFile server) throws IOException {
        held = server;
        if (shell == null || !shell.isAlive()) {
            shell = start();
        }
        String line = server.pid() + " " + server.startedAt() + "\n";
        shell.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
        shell.getOutputStream().flush();
    }

    /** Replaces a shell that somebody ended. */
    void renew() {
        if (held != null && shell != null && !shell.isAlive()) {
            try {
                hold(held);
            } catch (IOException e) {
                // It is tried again soon; without it, the next start finds what was left.
            }
        }
    }

    private Process start() throws IOException {
        return Command.prepare(List.of("/bin/sh", "-c", SCRIPT), cluster)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Lets go: where the server still runs it is told to end, and the shell ends. */
    @Override
    public void close() throws IOException {
        Process running = shell;
        if (running == null) {
            return;
        }
        running.getOutputStream().close();
        try {
            running.waitFor(LAST_STEPS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
