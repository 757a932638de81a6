package dev.gatehouse.store.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When connections are ended because the server could not be reached. */
class ServerConnectionsTest {
    private static final Duration TIME = Duration.ofMinutes(5);

    private final DatabaseAddress database = TestDatabase.createEmpty();
    private final ServerConnections connections =
            new ServerConnections(_ -> TestDatabase.connect(database), new DatabaseClock());

    @Test
    void allAreEndedWhereNobodyReachedIt() throws SQLException {
        Connection one = connections.open(TIME, TIME);
        Connection other = connections.open(TIME, TIME);

        assertThat(connections.cut(connections.timesReached())).isTrue();

        await().until(() -> one.isClosed() && other.isClosed());
    }

    @Test
    void noneIsWhereAnotherThreadReachedItMeanwhile() throws SQLException {
        long before = connections.timesReached();
        try (Connection meanwhile = connections.open(TIME, TIME)) {
            assertThat(connections.cut(before)).isFalse();
            assertThat(meanwhile.isValid(0)).isTrue();
        }
    }
}
