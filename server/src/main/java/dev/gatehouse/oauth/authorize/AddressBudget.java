package dev.gatehouse.oauth.authorize;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.IpAddress;
import dev.gatehouse.store.BoundedMemory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Bounds what one address may have stored in the name of clients that anybody can speak for. Counted in this process from
 * the first request on, for as long as what it stored is kept. Thread-safe; memory is bounded.
 */
public final class AddressBudget {
    /** Many people may come from one address, that of a proxy. */
    public static final int MAX_BEGUN = 500;

    private static final int MAX_COUNTED = 50_000;

    private final Duration window;
    private final LongSupplier nanoTime;
    private final BoundedMemory<String, Spent> spent;

    private record Spent(AtomicInteger count, long since) {}

    /**
     * @param window how long what is counted is kept
     * @param nanoTime the time in nanoseconds, as {@link System#nanoTime} tells it
     */
    public AddressBudget(Duration window, LongSupplier nanoTime) {
        this.window = window;
        this.nanoTime = nanoTime;
        this.spent = new BoundedMemory<>(MAX_COUNTED, window, nanoTime);
    }

    /** @throws ApiException ERR12104 with {@code Retry-After} when there is nothing left for the address */
    public void spend(String address) {
        Spent ofAddress =
                spent.get(IpAddress.network(address), () -> new Spent(new AtomicInteger(), nanoTime.getAsLong()));
        if (ofAddress.count().incrementAndGet() > MAX_BEGUN) {
            long left = window.toNanos() - (nanoTime.getAsLong() - ofAddress.since());
            throw tooMany("that were begun from this address", TimeUnit.NANOSECONDS.toSeconds(left));
        }
    }

    /** @param seconds until there is room again */
    static ApiException tooMany(String which, long seconds) {
        long later = Math.max(1, seconds);
        return ErrorCode.TOO_MANY_REQUESTS
                .with("too many authorizations " + which + " wait for a browser; try again in " + later + " seconds")
                .withHeader("Retry-After", Long.toString(later));
    }
}
