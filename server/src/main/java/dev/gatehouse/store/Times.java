package dev.gatehouse.store;

import dev.gatehouse.api.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the database keeps them: microseconds, UTC. */
public final class Times {
    private Times() {}

    /** The current time, cut to what the database keeps, so that what was written is what is read. */
    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public static Instant read(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The same for a column that may be null. */
    public static @Nullable Instant readOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : read(row, column);
    }

    /** The columns {@code created} and {@code updated}. */
    public static Timestamps readBoth(ResultSet row) throws SQLException {
        return new Timestamps(read(row, "created"), read(row, "updated"));
    }
}
