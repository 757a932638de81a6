package dev.gatehouse.api;

import java.time.Instant;

/**
 * When a row was written first and last, as API bodies tell it. Immutable.
 *
 * @param createDt UTC, to the microsecond; null where nobody has written it yet
 * @param updateDt UTC, to the microsecond; null where nobody has written it yet
 */
public record Timestamps(Instant createDt, Instant updateDt) {
    /** Of what is not written yet. */
    public static final Timestamps NONE = new Timestamps(null, null);
}
