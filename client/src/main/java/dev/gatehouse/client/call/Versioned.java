package dev.gatehouse.client.call;

/**
 * What was read, and the version it had.
 *
 * @param entityTag makes a change conditional: it is refused with status 412 when somebody else came first
 */
public record Versioned<T>(T value, String entityTag) {}
