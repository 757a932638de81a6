package dev.gatehouse.client.user;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.call.Versioned;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Teams, and handing over what people and teams own. Thread-safe. */
public final class TeamsApi {
    private static final ApiOperation CREATE = admin("POST", "/oauth2/team");
    private static final ApiOperation UPDATE = admin("PUT", "/oauth2/team");
    private static final ApiOperation LIST = admin("GET", "/oauth2/team");
    private static final ApiOperation GET = admin("GET", "/oauth2/team/{teamId}");
    private static final ApiOperation DELETE = admin("DELETE", "/oauth2/team/{teamId}");
    private static final ApiOperation REMOVE_MEMBER = admin("DELETE", "/oauth2/team/{teamId}/member/{userId}");
    private static final ApiOperation HAND_OVER_TEAM = admin("POST", "/oauth2/team/{teamId}/handover");
    private static final ApiOperation HAND_OVER_USER = admin("POST", "/oauth2/user/{userId}/handover");

    private final Transport transport;

    public TeamsApi(Transport transport) {
        this.transport = transport;
    }

    private record Receiver(String to) {}

    /** Adds a team, of which whoever calls becomes an owner; an administrator may name others instead. */
    public TeamProfile create(TeamProfile team) {
        return transport.call(CREATE).json(team).read(TeamProfile.class);
    }

    /** Replaces what is said of a team. */
    public TeamProfile update(TeamProfile team) {
        return update(team, null);
    }

    /** The same where the team still is at that version. @param ifMatch null for any */
    public TeamProfile update(TeamProfile team, @Nullable String ifMatch) {
        return transport.call(UPDATE).ifMatch(ifMatch).json(team).read(TeamProfile.class);
    }

    public TeamProfile get(String teamId) {
        return getVersioned(teamId).value();
    }

    public Versioned<TeamProfile> getVersioned(String teamId) {
        return transport.call(GET, teamId).readVersioned(TeamProfile.class);
    }

    /** Empty where it still is at that version. @param entityTag of {@link Versioned}; empty to read it in any case */
    public Optional<Versioned<TeamProfile>> getIfChanged(String teamId, String entityTag) {
        return transport.call(GET, teamId).readIfChanged(entityTag, TeamProfile.class);
    }

    /** The caller's teams by their ids; everybody's for who may read users. */
    public Stream<TeamProfile> list() {
        return listStartingWith("");
    }

    /** Those whose ids begin so. */
    public Stream<TeamProfile> listStartingWith(String prefix) {
        return transport.call(LIST).query("page", 1).query("teamId", prefix).pages(TeamProfile.class);
    }

    /** Removes a team that owns neither services nor clients. */
    public void delete(String teamId) {
        delete(teamId, null);
    }

    /** The same where the team still is at that version. @param ifMatch null for any */
    public void delete(String teamId, @Nullable String ifMatch) {
        transport.call(DELETE, teamId).ifMatch(ifMatch).run();
    }

    /** Takes somebody out of a team, or oneself. */
    public void removeMember(String teamId, String userId) {
        transport.call(REMOVE_MEMBER, teamId, userId).run();
    }

    /** Gives everything a team owns to another user or team. */
    public HandoverResult handOverTeam(String teamId, String to) {
        return transport.call(HAND_OVER_TEAM, teamId).json(new Receiver(to)).read(HandoverResult.class);
    }

    /** Gives everything a user owns to another user or a team, so that the user can be removed. */
    public HandoverResult handOverUser(String userId, String to) {
        return transport.call(HAND_OVER_USER, userId).json(new Receiver(to)).read(HandoverResult.class);
    }
}
