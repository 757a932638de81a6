package dev.gatehouse.decision;

import java.time.Duration;

/** Whether a request may pass, and if not, why. Immutable. */
public sealed interface Decision {
    /** It may. @param endpoint what it is for */
    record Allowed(GuardedEndpoint endpoint) implements Decision {}

    /** It may not without a valid token. @param endpoint what it is for */
    record TokenNeeded(GuardedEndpoint endpoint) implements Decision {}

    /** The token's scopes do not cover what it is for. @param endpoint the one they do not cover */
    record ScopeMissing(GuardedEndpoint endpoint) implements Decision {}

    /**
     * The user has to sign in again first (RFC 9470).
     *
     * @param endpoint the one that asks for the latest sign-in
     * @param maxAge how long ago that may have been
     */
    record SignInTooOld(GuardedEndpoint endpoint, Duration maxAge) implements Decision {}

    /** Nobody registered an endpoint that it could be for. */
    record NotRegistered() implements Decision {}

    /**
     * Nobody registered an endpoint that it names in its content.
     *
     * @param noun what such an endpoint is, such as "root field"
     */
    record ContentNotRegistered(String noun, String name) implements Decision {}

    /** It cannot be told from its content what it is for. @param reason for whoever sent it */
    record ContentUnclear(String reason) implements Decision {}

    /** Servers could read it in different ways, or not at all. @param reason for whoever sent it */
    record Evasive(String reason) implements Decision {}
}
