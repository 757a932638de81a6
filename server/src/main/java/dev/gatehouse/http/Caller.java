package dev.gatehouse.http;

import java.util.Set;

/**
 * Who makes a request, as the verified token says.
 *
 * @param userId the user of the token; for a client-credentials token the user who owns the client
 * @param clientId the OAuth client that presents the token
 * @param scopes the token's scopes
 */
public record Caller(String userId, String clientId, Set<String> scopes) {
    private static final String ADMINISTRATOR_SCOPE = "oauth.admin";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean isAdministrator() {
        return scopes.contains(ADMINISTRATOR_SCOPE);
    }

    public boolean isUser(String userId) {
        return this.userId.equals(userId);
    }
}
