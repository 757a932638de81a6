package dev.gatehouse.authority.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says who asks for access.
 *
 * @param until when the access is to end by itself; null where it is not to
 * @param renewing whether what the client has for a shorter time is asked for again
 */
public record Terms(@Nullable Instant until, @Nullable String reason, boolean renewing) {
    /** Nothing is said: what is there stays as it is. */
    public static final Terms USUAL = new Terms(null, null, false);

    /** Whether access that ends then is not enough. */
    boolean outlasts(@Nullable Instant end) {
        return renewing && end != null && (until == null || until.isAfter(end));
    }
}
