package dev.gatehouse.oauth.oversight;

import dev.gatehouse.api.Page;
import dev.gatehouse.oauth.session.GroundStore;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of refresh token families as lists show them, sorted by their names. Stateless. */
final class ListedTokenStore {
    private static final String NAME = "refresh_token_name(f.family_id) collate \"C\"";

    /** What of a family it takes to end it. */
    record Found(String tokenId, String clientId, @Nullable String userId, UUID originId) {}

    List<ListedToken> list(Handle handle, TokenFilter filter, Page page, Instant now) {
        String following = page.after() == null ? "" : " and " + NAME + " > :after";
        var query = bind(
                        handle.createQuery("select " + NAME + """
                         as token_id, f.client_id, c.client_name, f.user_id, f.scope, f.resource, f.bound_to,
                               f.session_id, f.authenticated, f.rotated, least(f.expires, f.idle_until) as until
                          from refresh_family f
                          join client c using (client_id)
                        """ + matching(filter) + following
                                + " order by 1 limit :limit offset :offset"),
                        filter,
                        now)
                .bind("limit", page.size())
                .bind("offset", page.offset());
        return (page.after() == null ? query : query.bind("after", page.after()))
                .map(ListedTokenStore::token)
                .list();
    }

    /** How many there are, or {@link Page#MANY} where there are more than so many. */
    long count(Handle handle, TokenFilter filter, Instant now, int most) {
        long counted = bind(
                        handle.createQuery("select count(*) from (select from refresh_family f " + matching(filter)
                                + " limit :reach) counted"),
                        filter,
                        now)
                .bind("reach", most + 1)
                .mapTo(Long.class)
                .one();
        return counted > most ? Page.MANY : counted;
    }

    /** One of them, kept from every other writer until the transaction ends. */
    Optional<Found> lock(Handle handle, TokenFilter filter, String tokenId, Instant now) {
        return bind(
                        handle.createQuery("select " + NAME
                                + " as token_id, f.client_id, f.user_id, f.origin_id from refresh_family f "
                                + matching(filter) + " and " + NAME + " = :tokenId for update"),
                        filter,
                        now)
                .bind("tokenId", tokenId)
                .map((row, context) -> new Found(
                        row.getString("token_id"),
                        row.getString("client_id"),
                        row.getString("user_id"),
                        row.getObject("origin_id", UUID.class)))
                .findOne();
    }

    private static String matching(TokenFilter filter) {
        String ofClient = filter.clientId() == null ? "" : " and f.client_id = :clientId";
        String ofUser = filter.userId() == null ? "" : " and f.user_id = :userId";
        return " where f.expires > :now and f.idle_until > :now and (f.user_id is null or " + GroundStore.holds("f")
                + ")" + ofClient + ofUser;
    }

    private static <S extends SqlStatement<S>> S bind(S statement, TokenFilter filter, Instant now) {
        S bound = statement.bind("now", now);
        S client = filter.clientId() == null ? bound : bound.bind("clientId", filter.clientId());
        return filter.userId() == null ? client : client.bind("userId", filter.userId());
    }

    private static ListedToken token(ResultSet row, StatementContext context) throws SQLException {
        return new ListedToken(
                row.getString("token_id"),
                row.getString("client_id"),
                row.getString("client_name"),
                row.getString("user_id"),
                row.getString("scope"),
                row.getString("resource"),
                row.getString("bound_to") != null,
                new ListedToken.Use(
                        row.getObject("session_id", UUID.class),
                        Times.readOrNull(row, "authenticated"),
                        Times.read(row, "rotated"),
                        Times.read(row, "until")));
    }
}
