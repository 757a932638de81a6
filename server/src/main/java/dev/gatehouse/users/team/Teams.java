package dev.gatehouse.users.team;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.Precondition;
import dev.gatehouse.api.ShownText;
import dev.gatehouse.api.Timestamps;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.Holding;
import dev.gatehouse.authority.MembershipStore;
import dev.gatehouse.authority.SubjectIdStore;
import dev.gatehouse.authority.SystemScopes;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.Deadlocks;
import dev.gatehouse.store.KeyedPage;
import dev.gatehouse.store.Times;
import dev.gatehouse.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Creates, changes and lists teams. Each change is one transaction with its audit row, and holds for every token within a
 * second. Thread-safe.
 */
public final class Teams {
    private static final int MAX_NAMED = 20;
    private static final int MAX_TEAMS = 200;

    private final Jdbi jdbi;
    private final Clock clock;
    private final List<Holding> holdings;
    private final TeamStore store = new TeamStore();

    /** @param holdings what teams can own */
    public Teams(Jdbi jdbi, Clock clock, List<Holding> holdings) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.holdings = List.copyOf(holdings);
    }

    /** A page of teams and, where the page is counted, how many there are. */
    record Listing(List<Team> teams, long total) {}

    /**
     * The caller's teams; all for who may read users.
     *
     * @param prefix only teams whose id starts with it; null for all
     */
    Listing list(Caller caller, Page page, @Nullable String prefix) {
        KeyedPage keyed = new KeyedPage(page, prefix);
        Set<String> some = TeamRights.seesAll(caller) ? null : caller.owners();
        return jdbi.withHandle(handle ->
                new Listing(store.list(handle, keyed, some), keyed.isCounted() ? store.count(handle, keyed, some) : 0));
    }

    /** The teams that a user is in, and those of the named that there are. */
    public Set<String> actedFor(String userId, Collection<String> named) {
        return jdbi.withHandle(handle -> MembershipStore.teams(handle, userId, named));
    }

    /** @throws ApiException ERR11620 or ERR12240 */
    Team get(Caller caller, String teamId) {
        TeamRights.requireSeeing(caller, teamId);
        return jdbi.withHandle(handle -> store.find(handle, teamId)).orElseThrow(notFound(teamId));
    }

    /**
     * Adds a team, which whoever makes it owns; an administrator may leave it to others.
     *
     * @throws ApiException ERR11004, ERR11620, ERR12013, ERR12241 or ERR12245
     */
    Team create(Caller caller, TeamInput input) {
        TeamRights.requireCovering(caller);
        ShownText.requireName("/teamId", input.teamId());
        String scope = SystemScopes.checked(input.scope() == null ? "" : input.scope());
        if (!scope.isEmpty()) {
            TeamRights.requireAdministrator(caller, "give a team scopes");
        }
        Instant now = Times.now(clock);
        Team team = input.with(scope, foundedBy(caller, checked(input.members())), new Timestamps(now, now));
        return explained(
                team,
                () -> jdbi.inTransaction(handle -> {
                    if (SubjectIdStore.isClient(handle, team.teamId())) {
                        throw ErrorCode.TEAM_ID_EXISTS.with(team.teamId());
                    }
                    store.insert(handle, team);
                    refuseCrowd(handle, team);
                    changed(handle, caller, "team.create", team.teamId(), team);
                    return team;
                }));
    }

    /** What a token acts for is read with every token, so nobody can be put into any number of teams by others. */
    private void refuseCrowd(Handle handle, Team team) {
        store.inMoreThan(handle, team.members(), MAX_TEAMS).ifPresent(userId -> {
            throw ErrorCode.TEAM_LIMIT_REACHED.with(userId, MAX_TEAMS);
        });
    }

    private static List<TeamMember> foundedBy(Caller caller, List<TeamMember> members) {
        boolean owned = members.stream()
                .anyMatch(member -> member.isOwner() && (caller.isAdministrator() || caller.isUser(member.userId())));
        if (owned) {
            return members;
        }
        List<TeamMember> founded = new ArrayList<>(members);
        founded.removeIf(member -> caller.isUser(member.userId()));
        founded.add(TeamMember.owner(caller.userId()));
        return founded;
    }

    /**
     * Replaces what is said of a team. Members and scope stay where they are left out.
     *
     * @throws ApiException ERR11004, ERR11620, ERR12013, ERR12240, ERR12245 or ERR12101
     */
    Team update(Caller caller, TeamInput input, Precondition precondition) {
        List<TeamMember> given = checked(input.members());
        if (input.members() != null && given.stream().noneMatch(TeamMember::isOwner)) {
            throw ApiException.invalid("/members", "has nobody with the role owner; name at least one");
        }
        return explained(
                input.with("", given, Timestamps.NONE),
                () -> jdbi.inTransaction(handle -> {
                    Team before = managed(handle, caller, input.teamId(), precondition);
                    String scope = input.scope() == null ? before.scope() : SystemScopes.checked(input.scope());
                    if (!scope.equals(before.scope())) {
                        TeamRights.requireAdministrator(caller, "change the scope of a team");
                    }
                    Team after = input.with(
                            scope,
                            input.members() == null ? before.members() : given,
                            new Timestamps(before.times().createDt(), Times.now(clock)));
                    store.update(handle, after);
                    refuseCrowd(handle, after);
                    changed(handle, caller, "team.update", after.teamId(), after);
                    return after;
                }));
    }

    /**
     * Takes somebody out of a team: an owner of it, an administrator, or who leaves it.
     *
     * @throws ApiException ERR11620, ERR12240, ERR12243 or ERR12244
     */
    void removeMember(Caller caller, String teamId, String userId) {
        try {
            Deadlocks.repeating(() -> jdbi.inTransaction(handle -> {
                Team before = store.lock(handle, teamId).orElseThrow(notFound(teamId));
                if (!caller.isUser(userId)) {
                    TeamRights.requireManaging(caller, before);
                }
                if (!store.removeMember(handle, teamId, userId)) {
                    throw ErrorCode.TEAM_MEMBER_NOT_FOUND.with(userId, teamId);
                }
                changed(handle, caller, "team.member", teamId, Map.of("removed", userId));
                return before;
            }));
        } catch (JdbiException e) {
            if (DatabaseFailures.isForeignKeyViolation(e, "team_has_owner")) {
                throw ErrorCode.TEAM_WITHOUT_OWNER.with(teamId);
            }
            throw e;
        }
    }

    /** @throws ApiException ERR11620, ERR12240, ERR12242 or ERR12101 */
    void delete(Caller caller, String teamId, Precondition precondition) {
        try {
            Deadlocks.repeating(() -> jdbi.inTransaction(handle -> {
                Team before = managed(handle, caller, teamId, precondition);
                store.delete(handle, teamId);
                changed(handle, caller, "team.delete", teamId, before);
                return before;
            }));
        } catch (JdbiException e) {
            if (DatabaseFailures.isForeignKeyViolation(e, "service_owner_exists")
                    || DatabaseFailures.isForeignKeyViolation(e, "client_owner_exists")) {
                throw ErrorCode.TEAM_IN_USE.with(teamId, jdbi.withHandle(handle -> owned(handle, teamId)));
            }
            throw e;
        }
    }

    private String owned(Handle handle, String teamId) {
        return holdings.stream()
                .map(holding -> holding.kind() + " " + String.join(", ", holding.owned(handle, teamId, MAX_NAMED)))
                .filter(named -> !named.endsWith(" "))
                .collect(Collectors.joining("; "));
    }

    private Team managed(Handle handle, Caller caller, String teamId, Precondition precondition) {
        Team team = store.lock(handle, teamId).orElseThrow(notFound(teamId));
        TeamRights.requireManaging(caller, team);
        precondition.check("Team " + teamId, team);
        return team;
    }

    /** Under the topic of users, whose standing it changes. */
    private static void changed(Handle handle, Caller caller, String action, String teamId, Object detail) {
        AuditStore.record(handle, caller, action, subject(teamId), detail);
        ChangeFeed.announce(handle, Users.TOPIC, teamId);
    }

    private static List<TeamMember> checked(@Nullable List<TeamMember> members) {
        List<TeamMember> given = members == null ? List.of() : members;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String userId = given.get(i).userId();
            if (!seen.add(userId)) {
                throw ApiException.invalid("/members/" + i + "/userId", userId + " is given twice; give it once");
            }
        }
        return given;
    }

    private Team explained(Team team, Supplier<Team> write) {
        try {
            return Deadlocks.repeating(write);
        } catch (JdbiException e) {
            if (DatabaseFailures.isUniqueViolation(e, "team_pkey")
                    || DatabaseFailures.isUniqueViolation(e, "owner_pkey")) {
                throw ErrorCode.TEAM_ID_EXISTS.with(team.teamId());
            }
            if (DatabaseFailures.isForeignKeyViolation(e, "team_member_exists")) {
                List<String> named =
                        team.members().stream().map(TeamMember::userId).toList();
                List<String> missing = jdbi.withHandle(handle -> store.missingUsers(handle, named));
                throw ErrorCode.USER_NOT_FOUND.with(String.join(", ", missing));
            }
            throw e;
        }
    }

    static String subject(String teamId) {
        return "team/" + teamId;
    }

    static Supplier<ApiException> notFound(String teamId) {
        return () -> ErrorCode.TEAM_NOT_FOUND.with(teamId);
    }
}
