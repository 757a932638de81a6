package dev.gatehouse.client.user;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.client.call.Dates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People who own services and clients together.
 *
 * @param teamId no user and no client has the same
 * @param scope the scopes of the server's own API beyond what everybody may hold, separated by space; null in requests keeps them
 * @param members everybody who is in it; null in requests keeps them
 * @param dates null in requests
 */
public record TeamProfile(
        String teamId,
        String teamName,
        @Nullable String scope,
        @Nullable List<Membership> members,
        @JsonUnwrapped @Nullable Dates dates) {
    /** One to add, or to change. */
    public static TeamProfile of(String teamId, String teamName, Membership... members) {
        return new TeamProfile(teamId, teamName, null, List.of(members), null);
    }

    /** For administrators: what the team may hold. */
    public TeamProfile withScope(@Nullable String scopes) {
        return new TeamProfile(teamId, teamName, scopes, members, dates);
    }

    public TeamProfile withMembers(List<Membership> all) {
        return new TeamProfile(teamId, teamName, scope, all, dates);
    }
}
