package dev.gatehouse.vault.refresh;

import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.vendor.TokenOutcome;
import dev.gatehouse.vault.vendor.VendorCalls;
import dev.gatehouse.vault.vendor.VendorClient;
import dev.gatehouse.vault.vendor.VendorTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one refresh that was claimed: reads again, asks the vendor once, and writes down how it ended. Thread-safe. */
final class Refresher {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    private final Jdbi jdbi;
    private final ClaimStore claims;
    private final ConnectorStore connectors;
    private final ConnectionStore connections;
    private final VendorCalls calls;
    private final VendorBulkheads hosts;
    private final Bulkhead turns;
    private final TokenWriter writer;
    private final RefreshMeters meters;

    Refresher(RefreshDependencies on, ClaimStore claims, VendorBulkheads hosts, Bulkhead turns, TokenWriter writer) {
        this.jdbi = on.jdbi();
        this.claims = claims;
        this.connectors = on.connectors();
        this.connections = on.connections();
        this.calls = on.calls();
        this.hosts = hosts;
        this.turns = turns;
        this.writer = writer;
        this.meters = new RefreshMeters(on.meters());
    }

    /** What a refresh needs to know. */
    private record Work(Connection connection, Secrets secrets, ConnectorStore.Registered connector) {}

    /** Refreshes; where the database is away before the vendor was asked, the lease simply ends. */
    void refresh(Claim claim) {
        if (claim.due() != null) {
            meters.late(Duration.between(claim.due(), claim.claimed()));
        }
        Optional<Work> work = turns.take(() -> jdbi.withHandle(handle -> read(handle, claim)));
        work.ifPresent(found -> refresh(claim, found));
    }

    /** Nothing where the tokens have been replaced since they were claimed. */
    private Optional<Work> read(Handle handle, Claim claim) {
        return connections
                .findWithSecrets(handle, claim.id())
                .filter(opened -> opened.connection().tokenVersion() == claim.tokenVersion())
                .flatMap(opened -> work(handle, opened.connection(), opened.secrets()));
    }

    private Optional<Work> work(Handle handle, Connection connection, @Nullable Secrets secrets) {
        return secrets == null
                ? Optional.empty()
                : connectors
                        .findWithSecret(handle, connection.id().connector())
                        .map(connector -> new Work(connection, secrets, connector));
    }

    private void refresh(Claim claim, Work work) {
        String refreshUrl = work.connector().connector().refreshUrl();
        String refreshToken = work.secrets().refreshToken();
        if (refreshUrl == null || refreshToken == null) {
            settle(claim, work, new TokenOutcome.DeadGrant("there is no refresh token"));
            return;
        }
        VendorClient client = work.connector().clientAt(refreshUrl);
        Instant asked = claim.now();
        Stopwatch callTime = Stopwatch.start();
        TokenOutcome outcome = calls.refresh(client, refreshToken, claim::holds);
        if (outcome instanceof TokenOutcome.Issued issued) {
            write(claim, work.secrets(), issued.tokens(), asked);
        } else {
            settle(claim, work, outcome);
        }
        hosts.of(client.endpoint()).note(outcome);
        meters.ended(outcome, callTime.steady());
    }

    private void write(Claim claim, Secrets redeemed, VendorTokens tokens, Instant asked) {
        if (!writer.write(claim, redeemed, tokens, asked)) {
            meters.unused();
            LOG.info(
                    "New tokens of connection {} were not stored: it changed meanwhile",
                    claim.id().key());
        }
    }

    private void settle(Claim claim, Work work, TokenOutcome outcome) {
        int attempts = work.connection().attempts();
        Instant until = work.secrets().refreshExpires();
        turns.take(() -> jdbi.inTransaction(handle -> switch (outcome) {
            case TokenOutcome.DeadGrant dead -> claims.requireReconnect(handle, claim, dead.reason());
            case TokenOutcome.Transient passing -> {
                Duration wait = Schedule.afterTransient(passing, attempts);
                yield claims.retryLater(handle, claim, passing.reason(), wait, until);
            }
            case TokenOutcome.Misconfigured wrong -> {
                Duration wait = Schedule.afterMisconfigured(attempts);
                yield claims.retryLater(handle, claim, wrong.reason(), wait, until);
            }
            case TokenOutcome.Issued _ -> throw new IllegalArgumentException("tokens are written, not settled");
        }));
    }
}
