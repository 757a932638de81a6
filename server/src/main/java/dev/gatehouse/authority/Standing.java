package dev.gatehouse.authority;

import java.util.Set;

/**
 * How a token that is good stands.
 *
 * @param userId the user it acts as, or the team whose client it is
 * @param teams the teams it acts for as well
 * @param limit the system scopes that can count of those it carries
 */
public record Standing(String userId, Set<String> teams, ScopeLimit limit) {
    public Standing {
        teams = Set.copyOf(teams);
    }
}
