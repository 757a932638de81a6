package dev.gatehouse.client.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Set by the server; ignored in requests.
 *
 * @param createDt when it was made
 * @param updateDt when it last changed
 */
public record Dates(@Nullable Instant createDt, @Nullable Instant updateDt) {}
