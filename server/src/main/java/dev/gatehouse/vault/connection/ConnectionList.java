package dev.gatehouse.vault.connection;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Which connections to list; null members do not restrict. Only the conditions that are asked for stand in the query, so
 * that each list is a walk along one index. Immutable.
 *
 * @param now what decides whether somebody is refreshing
 */
public record ConnectionList(String registrant, String userId, String connector, ConnectionStatus status, Instant now) {
    private static final String ORDER = " order by user_id, connector limit :limit offset :offset";

    /** Connections, sorted by person and connector; those after {@code after} where it is not null. */
    public List<Connection> rows(Handle handle, ConnectionId after, int limit, long offset) {
        String sql = "select " + ConnectionRow.COLUMNS + " from connection" + where(after) + ORDER;
        return bind(handle.createQuery(sql), after)
                .bind("limit", limit)
                .bind("offset", offset)
                .map(ConnectionRow::connection)
                .list();
    }

    /** The same with secrets. */
    public List<ConnectionStore.Opened> opened(Handle handle, ConnectionStore store, ConnectionId after, int limit) {
        String sql = "select " + ConnectionRow.COLUMNS + ", sealed_tokens from connection" + where(after) + ORDER;
        return bind(handle.createQuery(sql), after)
                .bind("limit", limit)
                .bind("offset", 0)
                .map((row, context) ->
                        store.opened(handle, ConnectionRow.connection(row, context), row.getBytes("sealed_tokens")))
                .list();
    }

    long count(Handle handle) {
        return bind(handle.createQuery("select count(*) from connection" + where(null)), null)
                .mapTo(Long.class)
                .one();
    }

    private String where(ConnectionId after) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("registrant", "registrant = :registrant");
        conditions.put("userId", "user_id = :userId");
        conditions.put("connector", "connector = :connector");
        conditions.put("status", "status = :status");
        conditions.put("now", status == ConnectionStatus.REFRESHING ? "lease_until > :now" : notRefreshing());
        conditions.put("afterUser", "(user_id, connector) > (:afterUser, :afterConnector)");
        conditions.keySet().retainAll(bindings(after).keySet());
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions.values());
    }

    private static String notRefreshing() {
        return "(lease_until is null or lease_until <= :now)";
    }

    private Map<String, Object> bindings(ConnectionId after) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        bindings.put("registrant", registrant);
        bindings.put("userId", userId);
        bindings.put("connector", connector);
        bindings.put("status", status == null || status == ConnectionStatus.REFRESHING ? null : status.label());
        bindings.put("now", status == null ? null : now);
        bindings.put("afterUser", after == null ? null : after.userId());
        bindings.put("afterConnector", after == null ? null : after.connector());
        bindings.values().removeIf(value -> value == null);
        return bindings;
    }

    private <S extends SqlStatement<S>> S bind(S statement, ConnectionId after) {
        return statement.bindMap(bindings(after));
    }
}
