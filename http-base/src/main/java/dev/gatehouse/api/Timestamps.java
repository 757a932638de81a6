package dev.gatehouse.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a row was written first and last, as API bodies tell it. Immutable.
 *
 * @param createDt UTC, to the microsecond; null where nobody has written it yet
 * @param updateDt UTC, to the microsecond; null where nobody has written it yet
 */
public record Timestamps(
        @Nullable Instant createDt, @Nullable Instant updateDt) {
    /** Of what is not written yet. */
    public static final Timestamps NONE = new Timestamps(null, null);
}
