package dev.gatehouse.users.team;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import java.util.List;
import java.util.Set;

/** Who may see and change teams, and hand over what they own. */
final class TeamRights {
    /** Who joins a team manages its services and clients, so whoever decides on that must carry as much. */
    private static final List<String> COVERING = List.of("oauth.service.w", "oauth.client.w");

    private TeamRights() {}

    /** Whether the caller sees teams of others too. */
    static boolean seesAll(Caller caller) {
        return caller.isAdministrator() || caller.scopes().contains("oauth.user.r");
    }

    /** @throws ApiException ERR11620 */
    static void requireSeeing(Caller caller, String teamId) {
        if (!seesAll(caller) && !caller.actsFor(teamId)) {
            throw denied(caller, "see team " + teamId + ", which they are not in; that needs the scope oauth.user.r");
        }
    }

    /** @throws ApiException ERR11620 for who is neither an owner of the team nor an administrator, or has too narrow a token */
    static void requireManaging(Caller caller, Team team) {
        if (!team.isOwnedBy(caller)) {
            requireAdministrator(caller, "change team " + team.teamId() + ", which others own");
        }
        requireCovering(caller);
    }

    /** @throws ApiException ERR11620 where the token does not carry what membership gives */
    static void requireCovering(Caller caller) {
        if (!caller.isAdministrator() && !caller.scopes().containsAll(COVERING)) {
            throw denied(
                    caller,
                    "decide who manages services and clients; that needs the scopes " + String.join(" ", COVERING));
        }
    }

    /**
     * A person gives what is theirs to a team they are in; anything else is for administrators.
     *
     * @throws ApiException ERR11620
     */
    static void requireGiving(Caller caller, String from, Set<String> receivers, String to) {
        boolean theirs = caller.isUser(from) || caller.teams().contains(from);
        if (!theirs || !receivers.contains(to)) {
            requireAdministrator(caller, "hand over what " + from + " owns to " + to);
        }
        requireCovering(caller);
    }

    /** @throws ApiException ERR11620 */
    static void requireAdministrator(Caller caller, String action) {
        if (!caller.isAdministrator()) {
            throw denied(caller, action + "; that needs the scope oauth.admin");
        }
    }

    private static ApiException denied(Caller caller, String action) {
        return ErrorCode.PERMISSION_DENIED.with("User " + caller.userId() + " may not " + action);
    }
}
