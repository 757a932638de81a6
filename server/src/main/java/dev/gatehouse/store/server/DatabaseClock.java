package dev.gatehouse.store.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time at the database's server, which all processes share, however wrong their own clocks are. Between two looks it
 * goes on by this process's steady clock. Thread-safe.
 */
public final class DatabaseClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

    /** From then on an operator should know. */
    private static final Duration NOTABLE = Duration.ofSeconds(5);

    private volatile Reading reading = new Reading(Instant.now(), System.nanoTime());
    private volatile boolean told;

    /** A time, and when that was by the steady clock. */
    private record Reading(Instant time, long nanos) {
        Instant at(long otherNanos) {
            return time.plusNanos(otherNanos - nanos);
        }
    }

    @Override
    public Instant instant() {
        return reading.at(System.nanoTime());
    }

    /** Looks at it again. */
    void ask(Connection server) throws SQLException {
        long asked = System.nanoTime();
        try (Statement statement = server.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            learn(row.getObject(1, OffsetDateTime.class).toInstant(), asked, System.nanoTime());
        }
    }

    /**
     * Takes over what a server answered. Where that is no more than the answer's way from what is known, nothing changes, so
     * that time does not jump to and fro.
     *
     * @param time at the server, at some moment between these two
     * @param asked before, by {@link System#nanoTime}
     * @param answered after
     */
    void learn(Instant time, long asked, long answered) {
        Reading learned = new Reading(time, asked + (answered - asked) / 2);
        Duration off = Duration.between(reading.at(learned.nanos()), time).abs();
        if (off.toNanos() > answered - asked) {
            reading = learned;
            tellWhereNotable(Duration.between(instant(), Instant.now()));
        }
    }

    private void tellWhereNotable(Duration ahead) {
        boolean notable = ahead.abs().compareTo(NOTABLE) > 0;
        if (notable && !told) {
            LOG.warn(
                    "The clock of this machine is {} s {} the database's, which is the one that counts",
                    ahead.abs().toSeconds(),
                    ahead.isNegative() ? "behind" : "ahead of");
        }
        told = notable;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return ((InstantSource) this::instant).withZone(zone);
    }
}
