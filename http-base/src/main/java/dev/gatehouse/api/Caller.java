package dev.gatehouse.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who makes a request, as the verified token says.
 *
 * @param userId the user of the token; for a client-credentials token the user or the team that owns the client
 * @param clientId the OAuth client that presents the token
 * @param scopes the token's scopes
 * @param forUser whether the user is behind the request, and not just the owner of the client that makes it
 * @param teams the teams that the user is in, for which the request acts as well
 * @param origins ids of what the token came from, as a sign-in: what is made with it can end with them
 */
public record Caller(
        String userId, String clientId, Set<String> scopes, boolean forUser, Set<String> teams, List<String> origins) {
    private static final String ADMINISTRATOR_SCOPE = "oauth.admin";

    public Caller {
        scopes = Set.copyOf(scopes);
        teams = Set.copyOf(teams);
        origins = List.copyOf(origins);
    }

    /** Of whom nothing is known that the token came from. */
    public Caller(String userId, String clientId, Set<String> scopes, boolean forUser, Set<String> teams) {
        this(userId, clientId, scopes, forUser, teams, List.of());
    }

    /** A client that acts for itself, and for no team. */
    public Caller(String userId, String clientId, Set<String> scopes) {
        this(userId, clientId, scopes, false, Set.of());
    }

    public boolean isAdministrator() {
        return scopes.contains(ADMINISTRATOR_SCOPE);
    }

    /** Whether it is this user; for what is a person's own, as an account is. */
    public boolean isUser(String userId) {
        return this.userId.equals(userId);
    }

    /** Whether what this user or team owns is the caller's to manage. */
    public boolean actsFor(String ownerId) {
        return isUser(ownerId) || teams.contains(ownerId);
    }

    /** Everybody the caller acts for. */
    public Set<String> owners() {
        Set<String> owners = new HashSet<>(teams);
        owners.add(userId);
        return owners;
    }
}
