package dev.gatehouse.client.token;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An authorization request that was sent ahead.
 *
 * @param requestUri stands for it, once
 * @param expiresIn in seconds
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PushedRequest(String requestUri, long expiresIn) {}
