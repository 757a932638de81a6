package dev.gatehouse.authority.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a request.
 *
 * @param granted what of it is given; nothing where it is denied or withdrawn
 */
public record Decision(
        String by, @Nullable String reason, @Nullable Instant until, Wanted granted) {}
