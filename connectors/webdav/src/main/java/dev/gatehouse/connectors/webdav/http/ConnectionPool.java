package dev.gatehouse.connectors.webdav.http;

import dev.gatehouse.connectors.webdav.settings.WebDavServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * A bounded number of connections to the server, which are kept for a while for further exchanges. Its watch closes those
 * on which the server keeps an exchange waiting too long. Thread-safe.
 */
final class ConnectionPool implements AutoCloseable {
    private final WebDavServer server;
    private final SSLSocketFactory tls;
    private final Semaphore free;
    private final Deque<DavConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<DavConnection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webdav-watch").factory());

    /** Connects to nothing yet. */
    ConnectionPool(WebDavServer server, SSLSocketFactory tls) {
        this.server = server;
        this.tls = tls;
        this.free = new Semaphore(server.connections(), true);
        long tick = Math.clamp(server.answerTimeout().toMillis() / 10, 10, 1000);
        watch.scheduleWithFixedDelay(this::look, tick, tick, TimeUnit.MILLISECONDS);
    }

    private void look() {
        open.forEach(DavConnection::check);
        for (DavConnection connection : idle) {
            if (connection.isOld() && idle.remove(connection)) {
                close(connection);
            }
        }
    }

    /**
     * A connection that nobody uses, to be given back.
     *
     * @throws ConnectionRequestTimeoutException where all were in use for as long as the server may take to answer
     */
    DavConnection lease() throws IOException {
        awaitFree();
        try {
            for (DavConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
                if (kept.isUsable()) {
                    return kept;
                }
                close(kept);
            }
            DavConnection connection = DavConnection.open(server.url(), server.connectTimeout(), tls);
            open.add(connection);
            return connection;
        } catch (IOException | RuntimeException e) {
            free.release();
            throw e;
        }
    }

    private void awaitFree() throws IOException {
        try {
            if (!free.tryAcquire(server.answerTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ConnectionRequestTimeoutException("all connections are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a connection");
        }
    }

    /** @param reusable whether another exchange can follow on it */
    void giveBack(DavConnection connection, boolean reusable) {
        if (reusable) {
            connection.keep();
            idle.addFirst(connection);
        } else {
            close(connection);
        }
        free.release();
    }

    private void close(DavConnection connection) {
        open.remove(connection);
        connection.close();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        open.forEach(this::close);
    }
}
