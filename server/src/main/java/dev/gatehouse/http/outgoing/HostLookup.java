package dev.gatehouse.http.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks hosts up within a bounded time. The system's look-up blocks a real thread, so it has threads of its own: a name
 * server that is silent holds up nobody else's virtual threads. Thread-safe.
 */
final class HostLookup implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 1000;

    /** The system's look-up. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final ExecutorService threads;

    HostLookup(Resolver resolver) {
        this.resolver = resolver;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("host-lookup-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** The addresses of a URL's host, at least one. */
    List<InetAddress> addresses(URI url, Duration atMost) throws OutgoingException {
        var literal = OutgoingRules.literal(url);
        return literal.isPresent() ? List.of(literal.get()) : lookUp(url.getHost(), atMost);
    }

    private List<InetAddress> lookUp(String host, Duration atMost) throws OutgoingException {
        try {
            Future<InetAddress[]> found = threads.submit(() -> resolver.addressesOf(host));
            return List.of(found.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | RejectedExecutionException e) {
            throw unreachable("its host is not known at present");
        } catch (TimeoutException e) {
            throw unreachable("the look-up of its host took too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("the look-up of its host was interrupted");
        }
    }

    private static OutgoingException unreachable(String message) {
        return new OutgoingException(OutgoingException.Kind.UNREACHABLE, false, message);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
