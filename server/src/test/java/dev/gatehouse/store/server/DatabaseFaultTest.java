package dev.gatehouse.store.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.LoggedLines;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultTest {
    @ParameterizedTest
    @CsvSource({
        "08006, AWAY",
        "57P01, AWAY",
        "57P03, AWAY",
        "58030, AWAY",
        "53300, CROWDED",
        "53200, CROWDED",
        "25006, READ_ONLY",
        "42501, READ_ONLY",
        "53100, FULL",
        "55P03, LOCKED",
        "40P01, LOCKED",
        "57014, TIMED_OUT",
    })
    void s31_isToldByItsState(String state, DatabaseFault fault) {
        Throwable failure = new IllegalStateException(new SQLException("x", state));
        assertThat(DatabaseFault.of(failure)).contains(fault);
        assertThat(fault.answer().code().status()).isEqualTo(503);
        assertThat(fault.answer().headers()).containsKey("Retry-After");
    }

    @ParameterizedTest
    @CsvSource({"23505", "42P01", "22021", "XX000"})
    void aStatementsOwnFaultIsNone(String state) {
        assertThat(DatabaseFault.of(new SQLException("x", state))).isEmpty();
    }

    @Test
    void aPoolWithoutAConnectionSaysWhy() {
        assertThat(DatabaseFault.of(waited(null, null))).contains(DatabaseFault.BUSY);
        assertThat(DatabaseFault.of(waited(null, new SocketTimeoutException()))).contains(DatabaseFault.AWAY);
        assertThat(DatabaseFault.of(waited("53300", new SQLException("x", "53300"))))
                .contains(DatabaseFault.CROWDED);
        assertThat(DatabaseFault.of(waited("28P01", new SQLException("x", "28P01"))))
                .contains(DatabaseFault.AWAY);
    }

    private static Throwable waited(String state, Throwable cause) {
        return new ConnectionException(new SQLTransientConnectionException("timed out", state, cause));
    }

    @Test
    void s31_theLogIsToldOnceAnOutage() {
        AtomicLong time = new AtomicLong();
        DatabaseFaults faults = new DatabaseFaults(time::get);
        String reason = UUID.randomUUID().toString();
        try (LoggedLines lines = LoggedLines.of(DatabaseFaults.class)) {
            for (int i = 0; i < 100; i++) {
                faults.answer(new SQLException(reason, "53100"));
                time.addAndGet(Duration.ofSeconds(50).toNanos());
            }
            assertThat(lines.with(reason)).hasSize(1);
            assertThat(lines.with(reason).getFirst()).contains("The database has no room on its disk: " + reason);

            faults.over();
            faults.answer(new SQLException(reason, "53100"));
            assertThat(lines.with(reason)).hasSize(2);

            time.addAndGet(Duration.ofSeconds(70).toNanos());
            faults.answer(new SQLException(reason, "53100"));
            assertThat(lines.with(reason)).hasSize(3);
        }
    }
}
