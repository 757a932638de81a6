package dev.gatehouse.users.team;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.Holding;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.Deadlocks;
import dev.gatehouse.store.Times;
import dev.gatehouse.users.Users;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Gives everything that a user or a team owns to another, in one transaction with the audit row of each. Thread-safe.
 */
public final class Handover {
    private final Jdbi jdbi;
    private final Clock clock;
    private final List<Holding> holdings;
    private final TeamStore store = new TeamStore();

    /** @param holdings what can be owned */
    public Handover(Jdbi jdbi, Clock clock, List<Holding> holdings) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.holdings = List.copyOf(holdings);
    }

    /**
     * Hands over what a person owns. Teams of which they are the only owner get the receiver as their owner.
     *
     * @throws ApiException ERR11004, ERR11620, ERR12013, or ERR12243 where the receiver is a team and cannot own others
     */
    HandedOver ofUser(Caller caller, String userId, String to) {
        TeamRights.requireGiving(caller, userId, caller.teams(), to);
        refuseSame(userId, to);
        return explained(
                to,
                () -> jdbi.inTransaction(handle -> {
                    if (!store.isUser(handle, userId)) {
                        throw ErrorCode.USER_NOT_FOUND.with(userId);
                    }
                    Map<String, Integer> moved = move(handle, caller, userId, to);
                    moved.put("teams", moveTeams(handle, caller, userId, to));
                    return recorded(handle, caller, "user", HandedOver.of(userId, to, moved));
                }));
    }

    /** @throws ApiException ERR11004, ERR11620, ERR12013 or ERR12240 */
    HandedOver ofTeam(Caller caller, String teamId, String to) {
        TeamRights.requireGiving(caller, teamId, caller.owners(), to);
        refuseSame(teamId, to);
        return explained(
                to,
                () -> jdbi.inTransaction(handle -> {
                    TeamRights.requireManaging(
                            caller, store.lock(handle, teamId).orElseThrow(Teams.notFound(teamId)));
                    return recorded(
                            handle, caller, "team", HandedOver.of(teamId, to, move(handle, caller, teamId, to)));
                }));
    }

    private Map<String, Integer> move(Handle handle, Caller caller, String from, String to) {
        if (!store.isUser(handle, to) && store.find(handle, to).isEmpty()) {
            throw ErrorCode.USER_NOT_FOUND.with(to);
        }
        Holding.Change change = new Holding.Change(from, to, Times.now(clock));
        Map<String, Integer> moved = new HashMap<>();
        for (Holding holding : holdings) {
            moved.put(holding.kind(), holding.handOver(handle, caller, change));
        }
        return moved;
    }

    private int moveTeams(Handle handle, Caller caller, String userId, String to) {
        List<String> teams = store.lockSolelyOwned(handle, userId);
        if (!teams.isEmpty() && !store.isUser(handle, to)) {
            throw ErrorCode.TEAM_WITHOUT_OWNER.with(String.join(", ", teams));
        }
        for (String teamId : teams) {
            store.putMembers(handle, teamId, List.of(TeamMember.owner(to), new TeamMember(userId, TeamMember.MEMBER)));
        }
        AuditStore.recordAll(
                handle,
                caller,
                "team.handover",
                teams.stream().map(Teams::subject).toList(),
                Map.of("from", userId, "to", to));
        return teams.size();
    }

    private static HandedOver recorded(Handle handle, Caller caller, String kind, HandedOver done) {
        AuditStore.record(handle, caller, kind + ".handover", kind + "/" + done.from(), done);
        ChangeFeed.announce(handle, Users.TOPIC, done.from());
        return done;
    }

    private static void refuseSame(String from, String to) {
        if (from.equals(to)) {
            throw ApiException.invalid("/to", "is who owns it already; name another user or team");
        }
    }

    /** The receiver may be removed meanwhile. */
    private static HandedOver explained(String to, Supplier<HandedOver> write) {
        try {
            return Deadlocks.repeating(write);
        } catch (JdbiException e) {
            if (DatabaseFailures.isForeignKeyViolation(e, "service_owner_exists")
                    || DatabaseFailures.isForeignKeyViolation(e, "client_owner_exists")
                    || DatabaseFailures.isForeignKeyViolation(e, "team_member_exists")) {
                throw ErrorCode.USER_NOT_FOUND.with(to);
            }
            throw e;
        }
    }
}
