package dev.gatehouse.client.webhook;

import org.jspecify.annotations.Nullable;

/**
 * How a message went that was sent for a test.
 *
 * @param status of the answer; null where there was none
 * @param error null where it was delivered
 */
public record TestResult(
        boolean delivered,
        @Nullable Integer status,
        @Nullable String error) {}
