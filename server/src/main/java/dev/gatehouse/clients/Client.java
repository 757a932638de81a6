package dev.gatehouse.clients;

/**
 * An OAuth client (RFC 6749 section 2).
 *
 * @param ownerId the user who answers for the client, and whom its own tokens act as
 * @param scope what was given to the client directly, separated by space
 */
public record Client(String clientId, String clientName, String ownerId, String scope) {}
