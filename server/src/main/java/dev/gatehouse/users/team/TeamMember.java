package dev.gatehouse.users.team;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Somebody in a team.
 *
 * @param role {@code owner} for who decides who is in it, else {@code member}
 */
public record TeamMember(String userId, String role) {
    static final String MEMBER = "member";
    private static final String OWNER = "owner";

    static TeamMember owner(String userId) {
        return new TeamMember(userId, OWNER);
    }

    @JsonIgnore
    public boolean isOwner() {
        return role.equals(OWNER);
    }
}
