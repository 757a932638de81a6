package dev.gatehouse.client.call;

/**
 * One thing wrong with a body that was sent.
 *
 * @param pointer where the value stands, as a JSON pointer; empty for the whole body
 * @param problem what is wrong, and what to send instead
 */
public record BodyViolation(String pointer, String problem) {}
