package dev.gatehouse.client.decision;

/**
 * The request that is decided about.
 *
 * @param target as it was sent, not decoded, with the query
 */
public record RequestLine(String method, String target) {}
