package dev.gatehouse.api;

import java.util.Set;

/**
 * Who makes a request, as the verified token says.
 *
 * @param userId the user of the token; for a client-credentials token the user who owns the client
 * @param clientId the OAuth client that presents the token
 * @param scopes the token's scopes
 * @param forUser whether the user is behind the request, and not just the owner of the client that makes it
 */
public record Caller(String userId, String clientId, Set<String> scopes, boolean forUser) {
    private static final String ADMINISTRATOR_SCOPE = "oauth.admin";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** A client that acts for itself. */
    public Caller(String userId, String clientId, Set<String> scopes) {
        this(userId, clientId, scopes, false);
    }

    public boolean isAdministrator() {
        return scopes.contains(ADMINISTRATOR_SCOPE);
    }

    public boolean isUser(String userId) {
        return this.userId.equals(userId);
    }
}
