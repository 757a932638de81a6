package dev.gatehouse.oauth.oversight;

import org.jspecify.annotations.Nullable;

/** Whose refresh tokens: of a user, of a client, or of both. Immutable. */
record TokenFilter(@Nullable String userId, @Nullable String clientId) {}
