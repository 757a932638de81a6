package dev.gatehouse.client.user;

/**
 * Somebody in a team.
 *
 * @param role {@code owner} for who says who is in it, else {@code member}
 */
public record Membership(String userId, String role) {
    public static Membership owner(String userId) {
        return new Membership(userId, "owner");
    }

    public static Membership member(String userId) {
        return new Membership(userId, "member");
    }
}
