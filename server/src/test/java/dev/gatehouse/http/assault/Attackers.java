package dev.gatehouse.http.assault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections that each do what an {@link Assault} says, hold still, and come again when the server has closed them. */
final class Attackers implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    /** Whoever is refused at once does not come again at once: what is attacked is not the machine. */
    private static final int PAUSE_MILLIS = 50;

    private final ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger begun = new AtomicInteger();

    Attackers(Assault.Act act, int connections, URI listener) {
        for (int i = 0; i < connections; i++) {
            attackers.execute(() -> attack(act, listener));
        }
    }

    private void attack(Assault.Act act, URI listener) {
        try {
            while (true) {
                attackOnce(act, listener);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void attackOnce(Assault.Act act, URI listener) throws InterruptedException {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress("127.0.0.1", listener.getPort()), PATIENCE_MILLIS);
            begun.incrementAndGet();
            act.on(socket);
        } catch (IOException closed) {
            // That is what the server should do.
        }
    }

    /** How many connections were opened so far. */
    int begun() {
        return begun.get();
    }

    @Override
    public void close() {
        attackers.shutdownNow();
        attackers.close();
    }
}
