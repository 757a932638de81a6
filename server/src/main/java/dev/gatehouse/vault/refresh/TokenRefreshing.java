package dev.gatehouse.vault.refresh;

import dev.gatehouse.vault.connection.FreshTokens;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Everything that keeps tokens fresh in this process. Thread-safe. */
public final class TokenRefreshing implements AutoCloseable {
    /** For what was answered to be written down. */
    private static final Duration WRITING_TIME = Duration.ofSeconds(5);

    private final ExecutorService refreshes = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("refresh-", 0).factory());
    private final Duration callTime;
    private final FreshTokens tokens;
    private final Sweep sweep;

    /** Begins to refresh ahead of time. */
    public TokenRefreshing(RefreshDependencies on, RefreshOptions options) {
        this.callTime = on.calls().time();
        ClaimStore claims = new ClaimStore(
                on.jdbi(), on.lease().id(), callTime.plus(RefreshOptions.LEASE_MARGIN), options.patience());
        VendorBulkheads hosts = new VendorBulkheads(options.callsPerVendor());
        Bulkhead turns = new Bulkhead(options.databaseTurns());
        TokenWriter writer = new TokenWriter(on.jdbi(), on.connections(), turns, options.assumedLifetime());
        Refresher refresher = new Refresher(on, claims, hosts, turns, writer);
        RefreshQueue queue = new RefreshQueue(on, claims, refresher, hosts, new SingleFlight(refreshes));
        this.tokens = new OnDemand(on, claims, hosts, queue);
        this.sweep = new Sweep(claims, refresher, hosts, refreshes, options.idlePeriod());
    }

    /** Fresh tokens on demand. */
    public FreshTokens tokens() {
        return tokens;
    }

    /** Begins no more, and waits for what vendors have been asked, so that no new token is lost. */
    @Override
    public void close() {
        sweep.close();
        refreshes.shutdown();
        try {
            if (!refreshes.awaitTermination(callTime.plus(WRITING_TIME).toSeconds(), TimeUnit.SECONDS)) {
                refreshes.shutdownNow();
            }
        } catch (InterruptedException e) {
            refreshes.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
