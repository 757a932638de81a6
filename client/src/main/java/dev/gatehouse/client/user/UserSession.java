package dev.gatehouse.client.user;

import java.time.Instant;

/**
 * A browser that a user is signed in with.
 *
 * @param sessionId names it; it opens nothing
 * @param userAgent how the browser named itself; empty where it did not
 * @param signedIn when the password was last entered
 * @param lastUsed to the minute
 * @param until when it ends, if it is not used before
 */
public record UserSession(String sessionId, String userAgent, Instant signedIn, Instant lastUsed, Instant until) {}
