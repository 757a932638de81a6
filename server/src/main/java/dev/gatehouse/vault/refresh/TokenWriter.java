package dev.gatehouse.vault.refresh;

import dev.gatehouse.store.GrowingPause;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.vendor.VendorTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a vendor gave in place of what was redeemed for it. A single-use refresh token is used up by then, so the
 * new one exists in this process alone until it is written: a database that is away is waited for. Thread-safe.
 */
final class TokenWriter {
    private static final Logger LOG = LoggerFactory.getLogger(TokenWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final ConnectionStore connections;
    private final Bulkhead turns;
    private final Duration assumedLifetime;

    TokenWriter(Jdbi jdbi, ConnectionStore connections, Bulkhead turns, Duration assumedLifetime) {
        this.jdbi = jdbi;
        this.connections = connections;
        this.turns = turns;
        this.assumedLifetime = assumedLifetime;
    }

    /**
     * Writes until it is written or found to be superseded, or until this process is told to end; the lease may end
     * meanwhile.
     *
     * @param redeemed the tokens as they were read after the claim
     * @param asked when the vendor was asked, by the database's clock
     * @return false where the redeemed tokens are no longer the stored ones, or it was given up
     */
    boolean write(Claim claim, Secrets redeemed, VendorTokens given, Instant asked) {
        ConnectionStore.Tokens tokens = tokens(redeemed, given, asked);
        Stopwatch since = Stopwatch.start();
        GrowingPause pause = new GrowingPause(FIRST_PAUSE, MAX_PAUSE);
        while (true) {
            try {
                return turns.take(() -> jdbi.inTransaction(handle -> replace(handle, claim, redeemed, tokens)));
            } catch (RuntimeException e) {
                LOG.warn(
                        "New tokens of connection {} cannot be stored yet: {}",
                        claim.id().key(),
                        e.toString());
                if (since.elapsed().compareTo(RefreshOptions.SAVING_PATIENCE) > 0 || !sleep(pause.next())) {
                    LOG.error("New tokens of connection {} are lost", claim.id().key());
                    return false;
                }
            }
        }
    }

    private ConnectionStore.Tokens tokens(Secrets old, VendorTokens given, Instant asked) {
        Instant expires = asked.plus(given.lifetime().orElse(assumedLifetime));
        return new ConnectionStore.Tokens(
                old.refreshed(given, asked), expires, Schedule.dueBetween(asked, expires), asked);
    }

    /** The refresh token itself is compared too: a connection made anew counts its versions anew. */
    private boolean replace(Handle transaction, Claim claim, Secrets redeemed, ConnectionStore.Tokens tokens) {
        Optional<ConnectionStore.Opened> stored = connections
                .lock(transaction, claim.id())
                .filter(row -> row.connection().tokenVersion() == claim.tokenVersion())
                .filter(row -> row.secrets() != null
                        && Objects.equals(redeemed.refreshToken(), row.secrets().refreshToken()));
        if (stored.isEmpty()) {
            return false;
        }
        connections.replaceTokens(transaction, claim.id(), claim.tokenVersion(), tokens);
        return true;
    }

    /** False once this process ends. */
    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
