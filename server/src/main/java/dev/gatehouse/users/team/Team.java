package dev.gatehouse.users.team;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.Timestamps;
import java.util.List;

/**
 * People who own things together. Immutable.
 *
 * @param teamId no user or client has the same
 * @param scope the system scopes that an administrator gave beyond what everybody may hold, separated by space; empty for none
 * @param members sorted by user id; one of them is an owner
 */
public record Team(
        String teamId,
        String teamName,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String scope,
        List<TeamMember> members,
        @JsonUnwrapped Timestamps times) {
    public Team {
        members = List.copyOf(members);
    }

    boolean isOwnedBy(Caller caller) {
        return members.stream().anyMatch(member -> member.isOwner() && caller.isUser(member.userId()));
    }
}
