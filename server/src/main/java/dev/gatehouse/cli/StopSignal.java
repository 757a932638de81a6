package dev.gatehouse.cli;

import dev.gatehouse.app.Running;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the server when the process is told to end, also while it still starts. A clean stop ends the process with
 * status 0 in place of the 143 that Java gives after SIGTERM.
 *
 * <p>Thread-safe; used once per process.
 */
final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final int STOPPED = 0;
    private static final int FAILED = 1;

    private final CompletableFuture<Running> started = new CompletableFuture<>();

    private StopSignal() {}

    static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop"));
        return signal;
    }

    /** Starts the server in such a way that a signal from now on waits for it and stops it. */
    Running guard(Supplier<Running> start) {
        try {
            Running server = start.get();
            started.complete(server);
            return server;
        } catch (RuntimeException | Error failure) {
            started.completeExceptionally(failure);
            throw failure;
        }
    }

    /** Keeps the calling thread for the rest of the process's life. */
    int await() throws InterruptedException {
        new CountDownLatch(1).await();
        return STOPPED;
    }

    private void stop() {
        Running server = startedServer();
        if (server == null) {
            return;
        }
        int status = STOPPED;
        try {
            server.depart();
            server.close();
        } catch (RuntimeException failure) {
            LOG.error("The server did not stop cleanly", failure);
            status = FAILED;
        }
        Runtime.getRuntime().halt(status);
    }

    private @Nullable Running startedServer() {
        try {
            return started.get();
        } catch (InterruptedException | ExecutionException neverStarted) {
            return null;
        }
    }
}
