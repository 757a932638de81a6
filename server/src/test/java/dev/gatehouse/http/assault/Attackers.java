package dev.gatehouse.http.assault;

import dev.gatehouse.testing.Soak;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections that each do what an {@link Assault} says, hold still, and come again when the server has closed them. */
final class Attackers implements AutoCloseable {
    /** Whoever is refused at once does not come again at once: what is attacked is not the machine. */
    private static final int PAUSE_MILLIS = 50;

    private final ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger begun = new AtomicInteger();
    private final int connections;

    /** Where connections go to, and how they are begun. */
    interface Opening {
        Socket open() throws IOException;
    }

    /** @param atFullSize how many connections there are when tests run at length */
    Attackers(Assault.Act act, int atFullSize, Opening opening) {
        connections = atFullSize / Soak.rounds(10, 1);
        for (int i = 0; i < connections; i++) {
            attackers.execute(() -> attack(act, opening));
        }
    }

    private void attack(Assault.Act act, Opening opening) {
        try {
            while (true) {
                attackOnce(act, opening);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void attackOnce(Assault.Act act, Opening opening) throws InterruptedException {
        try (Socket socket = opening.open()) {
            begun.incrementAndGet();
            act.on(socket);
        } catch (IOException closed) {
            // That is what the server should do.
        }
    }

    /** Whether as many connections as there are attackers were opened so far. */
    boolean haveBegun() {
        return begun.get() >= connections;
    }

    @Override
    public void close() {
        attackers.shutdownNow();
        attackers.close();
    }
}
