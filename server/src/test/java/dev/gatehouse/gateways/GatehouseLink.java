package dev.gatehouse.gateways;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What lies between a gateway and Gatehouse: it can fall silent, break, and be mended. Thread-safe. */
final class GatehouseLink implements AutoCloseable {
    private enum State {
        UP,
        SILENT,
        BROKEN
    }

    private final URI upstream;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile State state = State.UP;

    GatehouseLink(URI upstream) {
        this.upstream = upstream;
        try {
            listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections were made so far. */
    int connections() {
        return connections.get();
    }

    /** Connections are taken, and nothing comes back any more. */
    void fallSilent() {
        state = State.SILENT;
        endAll();
    }

    /** Connections end as soon as they are made. */
    void breakOff() {
        state = State.BROKEN;
        endAll();
    }

    void mend() {
        state = State.UP;
        endAll();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket gateway = listener.accept();
                connections.incrementAndGet();
                open.add(gateway);
                if (state == State.BROKEN) {
                    end(gateway);
                } else {
                    join(gateway);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket gateway) throws IOException {
        Socket gatehouse = new Socket("127.0.0.1", upstream.getPort());
        gatehouse.setTcpNoDelay(true);
        gateway.setTcpNoDelay(true);
        open.add(gatehouse);
        Thread.ofVirtual().start(() -> pass(gateway, gatehouse));
        Thread.ofVirtual().start(() -> pass(gatehouse, gateway));
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int count = from.getInputStream().read(buffer);
                    count >= 0;
                    count = from.getInputStream().read(buffer)) {
                if (state == State.UP) {
                    to.getOutputStream().write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // Either side ended it.
        }
        end(from);
        end(to);
    }

    private void endAll() {
        open.forEach(this::end);
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endAll();
    }
}
