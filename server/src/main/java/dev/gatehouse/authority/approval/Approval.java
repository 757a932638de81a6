package dev.gatehouse.authority.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept beside access that a client gets.
 *
 * @param by who approved it; null where nobody had to
 * @param until when it ends by itself; null where it does not
 * @param accessRequestId null where nobody had to be asked
 */
record Approval(
        @Nullable String by,
        @Nullable Instant until,
        @Nullable Long accessRequestId) {}
