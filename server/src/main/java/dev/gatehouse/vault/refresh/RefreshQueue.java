package dev.gatehouse.vault.refresh;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStatus;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where callers wait for a refresh: for the one of this process, or for that of another. Thread-safe. */
final class RefreshQueue {
    /** For a slot, for another process, and for the database, beside the vendor. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** How long at most until a lease is looked at again whose end nobody announces. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ClaimStore claims;
    private final Refresher refresher;
    private final VendorBulkheads hosts;
    private final SingleFlight flights;
    private final ConnectionWatch watch;
    private final Duration patience;

    RefreshQueue(
            RefreshDependencies on,
            ClaimStore claims,
            Refresher refresher,
            VendorBulkheads hosts,
            SingleFlight flights) {
        this.claims = claims;
        this.refresher = refresher;
        this.hosts = hosts;
        this.flights = flights;
        this.watch = new ConnectionWatch(on.changes());
        this.patience = on.calls().time().plus(MARGIN);
    }

    /** How long a caller waits in all. */
    Duration patience() {
        return patience;
    }

    /**
     * Begins a refresh or joins it, or waits for the process that has claimed it.
     *
     * @param version of the tokens the caller saw
     * @param reading gives the row as it is
     * @return what is there afterwards, which may be what was there before
     */
    ConnectionSnapshot wait(
            ConnectionId id, long version, URI endpoint, Duration atMost, Supplier<ConnectionSnapshot> reading) {
        try (ConnectionWatch.Ticket ticket = watch.on(id)) {
            flights.join(id, () -> claimAndRefresh(id, version, endpoint, atMost))
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            ConnectionSnapshot after = reading.get();
            if (after.connection().tokenVersion() != version || !isSomebodyElses(after)) {
                return after;
            }
            ticket.await(shorter(atMost, untilFree(after)));
            return reading.get();
        } catch (TimeoutException e) {
            throw unavailable(id, "it is still being refreshed", SOON);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(id, "the wait for it was interrupted", SOON);
        }
    }

    /** A flight that did its work leaves other tokens, or a row without a lease. */
    private static boolean isSomebodyElses(ConnectionSnapshot snapshot) {
        boolean alive = snapshot.connection().status() == ConnectionStatus.CONNECTED
                || snapshot.connection().status() == ConnectionStatus.RETRYING;
        return alive && snapshot.connection().leaseUntil() != null;
    }

    private static Duration untilFree(ConnectionSnapshot snapshot) {
        return snapshot.isLeased()
                ? Duration.between(snapshot.now(), snapshot.connection().leaseUntil())
                        .plusMillis(10)
                : SOON;
    }

    private void claimAndRefresh(ConnectionId id, long version, URI endpoint, Duration atMost) {
        VendorBulkhead host = hosts.of(endpoint);
        if (!enter(host, shorter(atMost, MARGIN))) {
            throw unavailable(id, "too many calls to the third party are waiting", SOON);
        }
        try {
            Optional<Claim> claim = claims.claim(id, version);
            claim.ifPresent(refresher::refresh);
        } finally {
            host.leave();
        }
    }

    private static boolean enter(VendorBulkhead host, Duration atMost) {
        try {
            return host.enter(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** @param wait what the caller is told to wait, a second at least */
    static ApiException unavailable(ConnectionId id, @Nullable String reason, Duration wait) {
        return ErrorCode.TOKEN_UNAVAILABLE
                .with(id.userId(), id.connector(), String.valueOf(reason))
                .withHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }
}
