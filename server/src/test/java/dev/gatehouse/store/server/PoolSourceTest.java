package dev.gatehouse.store.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A pool whose database is away for a while: how long it pauses itself depends on how often it was told. */
class PoolSourceTest {
    private static final Duration TIME = Duration.ofMinutes(5);
    private static final String AWAY = "08001";
    private static final String CROWDED = "53300";

    private final DatabaseAddress database = TestDatabase.createEmpty();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile String state = AWAY;
    private final PoolSource source =
            new PoolSource(new ServerConnections(this::open, new DatabaseClock()), TIME, TIME);

    private Connection open(Duration patience) throws SQLException {
        if (failures.get() > 0) {
            failures.decrementAndGet();
            throw new SQLException("not now", state);
        }
        return TestDatabase.connect(database);
    }

    private void expectTold() {
        assertThatThrownBy(source::getConnection).hasMessage("not now");
    }

    @Test
    void anOutageIsToldOnceAndWaitedForAfterwards() throws SQLException {
        for (int outage = 0; outage < 2; outage++) {
            failures.set(4);
            expectTold();
            source.getConnection().close();
            assertThat(failures).hasValue(0);
        }
    }

    @Test
    void whatMayNotPassByItselfIsToldEachTime() {
        state = CROWDED;
        failures.set(3);
        for (int i = 0; i < 3; i++) {
            expectTold();
        }
    }

    @Test
    void nobodyWaitsAfterItsEnd() {
        failures.set(Integer.MAX_VALUE);
        expectTold();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> expectTold());
        await().until(() -> failures.get() < Integer.MAX_VALUE - 2);

        source.close();

        waiting.join();
    }
}
