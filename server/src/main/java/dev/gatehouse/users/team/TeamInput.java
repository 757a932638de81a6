package dev.gatehouse.users.team;

import dev.gatehouse.api.Timestamps;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team as a caller sends it.
 *
 * @param scope the system scopes; null to keep those there are
 * @param members all of them; null to keep those there are
 */
record TeamInput(
        String teamId,
        String teamName,
        @Nullable String scope,
        @Nullable List<TeamMember> members) {

    Team with(String scope, List<TeamMember> members, Timestamps times) {
        List<TeamMember> sorted = members.stream()
                .sorted(Comparator.comparing(TeamMember::userId))
                .toList();
        return new Team(teamId, teamName, scope, sorted, times);
    }
}
