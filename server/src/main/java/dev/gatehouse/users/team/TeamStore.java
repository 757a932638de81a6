package dev.gatehouse.users.team;

import dev.gatehouse.api.Json;
import dev.gatehouse.store.KeyedPage;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of teams and of who is in them. Stateless. */
final class TeamStore {
    private static final String COLUMNS = """
            team_id, team_name, system_scope, created, updated,
            (select jsonb_agg(jsonb_build_object('userId', user_id, 'role', role) order by user_id)
               from team_member member
              where member.team_id = team.team_id) as members
            """;

    Optional<Team> find(Handle handle, String teamId) {
        return handle.createQuery("select " + COLUMNS + " from team where team_id = :teamId")
                .bind("teamId", teamId)
                .map(TeamStore::team)
                .findOne();
    }

    /** The team, kept from every other writer until the transaction ends. */
    Optional<Team> lock(Handle handle, String teamId) {
        handle.createQuery("select team_id from team where team_id = :teamId for update")
                .bind("teamId", teamId)
                .mapTo(String.class)
                .findOne();
        return find(handle, teamId);
    }

    /** @param some only these; null for all */
    List<Team> list(Handle handle, KeyedPage page, @Nullable Set<String> some) {
        Query query = handle.createQuery("select " + COLUMNS + " from " + among(some) + page.rows("team_id"));
        return page.bindRows(bindSome(query, some)).map(TeamStore::team).list();
    }

    long count(Handle handle, KeyedPage page, @Nullable Set<String> some) {
        Query query = handle.createQuery("select count(*) from " + among(some) + page.matching("team_id"));
        return page.bindMatching(bindSome(query, some)).mapTo(Long.class).one();
    }

    private static String among(@Nullable Set<String> some) {
        return some == null ? "team" : "(select * from team where team_id = any(:some)) as team";
    }

    private static Query bindSome(Query query, @Nullable Set<String> some) {
        return some == null ? query : query.bindArray("some", String.class, some);
    }

    void insert(Handle handle, Team team) {
        bind(handle.createUpdate("""
                                insert into team (team_id, team_name, system_scope, created, updated)
                                values (:teamId, :teamName, :scope, :created, :updated)
                                """), team)
                .bind("created", team.times().createDt())
                .execute();
        putMembers(handle, team.teamId(), team.members());
    }

    void update(Handle handle, Team team) {
        bind(handle.createUpdate("""
                                update team set team_name = :teamName, system_scope = :scope, updated = :updated
                                 where team_id = :teamId
                                """), team).execute();
        putMembers(handle, team.teamId(), team.members());
        handle.createUpdate("delete from team_member where team_id = :teamId and user_id <> all(:staying)")
                .bind("teamId", team.teamId())
                .bindArray(
                        "staying",
                        String.class,
                        team.members().stream().map(TeamMember::userId).toList())
                .execute();
    }

    /** One of the users who is in more teams than that; empty where nobody is. */
    Optional<String> inMoreThan(Handle handle, Collection<TeamMember> members, int most) {
        return handle.createQuery("""
                        select user_id from team_member where user_id = any(:userIds)
                         group by user_id having count(*) > :most
                         order by user_id limit 1
                        """)
                .bindArray(
                        "userIds",
                        String.class,
                        members.stream().map(TeamMember::userId).toList())
                .bind("most", most)
                .mapTo(String.class)
                .findOne();
    }

    /** Adds members, and changes the roles of those there are. */
    void putMembers(Handle handle, String teamId, Collection<TeamMember> members) {
        handle.createUpdate("""
                        insert into team_member (team_id, user_id, role)
                        select :teamId, m.user_id, m.role from unnest(:userIds, :roles) as m (user_id, role)
                            on conflict (team_id, user_id) do update set role = excluded.role
                         where team_member.role <> excluded.role
                        """)
                .bind("teamId", teamId)
                .bindArray(
                        "userIds",
                        String.class,
                        members.stream().map(TeamMember::userId).toList())
                .bindArray(
                        "roles",
                        String.class,
                        members.stream().map(TeamMember::role).toList())
                .execute();
    }

    /** @return whether the user was in the team */
    boolean removeMember(Handle handle, String teamId, String userId) {
        return handle.createUpdate("delete from team_member where team_id = :teamId and user_id = :userId")
                        .bind("teamId", teamId)
                        .bind("userId", userId)
                        .execute()
                == 1;
    }

    void delete(Handle handle, String teamId) {
        handle.createUpdate("delete from team where team_id = :teamId")
                .bind("teamId", teamId)
                .execute();
    }

    boolean isUser(Handle handle, String userId) {
        return missingUsers(handle, List.of(userId)).isEmpty();
    }

    /** Those of the ids that no user has, in their order. */
    List<String> missingUsers(Handle handle, Collection<String> userIds) {
        return handle.createQuery("""
                        select wanted.user_id
                          from unnest(:userIds) with ordinality as wanted (user_id, place)
                         where not exists (select from users where users.user_id = wanted.user_id)
                         order by place
                        """)
                .bindArray("userIds", String.class, userIds)
                .mapTo(String.class)
                .list();
    }

    /** The teams that have no other owner, sorted and kept from every other writer until the transaction ends. */
    List<String> lockSolelyOwned(Handle handle, String userId) {
        return handle.createQuery("""
                        select team_id
                          from team
                         where team_id in (select team_id from team_member where user_id = :userId and role = 'owner')
                           and not exists (select from team_member other
                                            where other.team_id = team.team_id
                                              and other.role = 'owner' and other.user_id <> :userId)
                         order by team_id
                           for update
                        """)
                .bind("userId", userId)
                .mapTo(String.class)
                .list();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Team team) {
        return statement
                .bind("teamId", team.teamId())
                .bind("teamName", team.teamName())
                .bind("scope", team.scope())
                .bind("updated", team.times().updateDt());
    }

    private static Team team(ResultSet row, StatementContext context) throws SQLException {
        return new Team(
                row.getString("team_id"),
                row.getString("team_name"),
                row.getString("system_scope"),
                List.of(Json.read(row.getString("members"), TeamMember[].class)),
                Times.readBoth(row));
    }
}
