package dev.gatehouse.vault.refresh;

import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRules;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.keys.MasterKeyCheck;
import dev.gatehouse.keys.MasterKeySource;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.InstanceLease;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.FreshTokens;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.encryption.EnvelopeEncryption;
import dev.gatehouse.vault.vendor.VendorCalls;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jdbi.v3.core.Jdbi;

/** Refreshing as one process has it, without the rest of the server. */
final class RefreshEngine implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Database database;
    private final EnvelopeEncryption encryption;
    private final TokenRefreshing refreshing;
    private final MeterRegistry meters = new SimpleMeterRegistry();

    /** How an engine of a test differs. */
    record Options(Duration callTime, Duration idlePeriod) {
        static final Options USUAL = new Options(Duration.ofMinutes(2), Duration.ofHours(1));

        /** The background looks for what is due all the time. */
        Options sweeping() {
            return new Options(callTime, Duration.ofMillis(20));
        }

        Options callTime(Duration time) {
            return new Options(time, idlePeriod);
        }
    }

    RefreshEngine(DatabaseAddress address, Path masterKeyFile, Options options) {
        database = opened(TestDatabase.open(address, 8));
        database.migrate();
        Jdbi jdbi = database.jdbi();
        MasterKey masterKey = MasterKeyCheck.open(jdbi, new MasterKeySource.KeyFile(masterKeyFile));
        ChangeFeed changes = opened(new ChangeFeed(database));
        changes.hearOwn(jdbi);
        encryption = new EnvelopeEncryption(jdbi, masterKey, Clock.systemUTC());
        encryption.open();
        Vertx vertx = Vertx.vertx();
        parts.push(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        OutgoingHttp http = opened(new OutgoingHttp(vertx, new OutgoingRules(true)));
        refreshing = opened(new TokenRefreshing(
                new RefreshDependencies(
                        jdbi,
                        changes,
                        opened(InstanceLease.show(database)),
                        new ConnectorStore(encryption),
                        new ConnectionStore(encryption),
                        new VendorCalls(http, options.callTime(), Clock.systemUTC()),
                        meters),
                new RefreshOptions(Duration.ofHours(1), Duration.ofDays(7), 16, 4, options.idlePeriod())));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    FreshTokens tokens() {
        return refreshing.tokens();
    }

    Jdbi jdbi() {
        return database.jdbi();
    }

    EnvelopeEncryption encryption() {
        return encryption;
    }

    @Override
    public void close() {
        parts.forEach(part -> {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
