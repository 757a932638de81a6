package dev.gatehouse.guard;

import java.util.Set;

/**
 * Whose request it is. Immutable.
 *
 * @param subject the token's {@code sub}: a user, or the client where it acts for itself
 * @param clientId the token's {@code client_id}
 * @param scopes what the token may reach
 */
public record Caller(String subject, String clientId, Set<String> scopes) {
    /** The caller of an open endpoint who did not say who they are. */
    public static final Caller NOBODY = new Caller("", "", Set.of());

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** The same with these scopes, separated by spaces. */
    Caller with(String counting) {
        return new Caller(subject, clientId, counting.isBlank() ? Set.of() : Set.of(counting.split(" ")));
    }
}
