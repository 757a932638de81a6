package dev.gatehouse.clients.link;

import dev.gatehouse.api.Page;
import dev.gatehouse.store.Times;
import dev.gatehouse.usage.LastUseStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Which clients are linked to deprecated endpoints, sorted by client, service and endpoint. Stateless. */
final class DeprecatedUseStore {
    private static final String LINKS = """
             from client_endpoint l
             join endpoint e using (service_id, endpoint)
             join client c using (client_id)
            """;

    private static final String DEPRECATED = " where e.deprecated";

    private static final String ITS_USE =
            " left join lateral (select u.last_used, sum(d.calls) as calls from endpoint_use u "
                    + LastUseStore.RECENT_DAYS + """
              where u.service_id = l.service_id and u.client_id = l.client_id and u.endpoint = l.endpoint
              group by u.use_id) used on true
            """;

    /**
     * A page of them.
     *
     * @param after the last one of the page before; null to count pages
     * @param owners whose clients; null for everybody's
     */
    List<DeprecatedUse> list(
            Handle handle, Page page, DeprecatedUse.@Nullable Key after, @Nullable Set<String> owners) {
        String sql = """
                select client_id, c.owner_id, service_id, endpoint, e.operation, e.sunset, used.last_used,
                       coalesce(used.calls, 0) as recent_calls
                """ + LINKS + ITS_USE + DEPRECATED + owned(owners)
                + (after == null ? "" : " and (client_id, service_id, endpoint) > (:client, :service, :endpoint)")
                + " order by client_id, service_id, endpoint limit :limit offset :offset";
        return bind(handle.createQuery(sql), owners)
                .bindMap(
                        after == null
                                ? Map.of()
                                : Map.of(
                                        "client",
                                        after.clientId(),
                                        "service",
                                        after.serviceId(),
                                        "endpoint",
                                        after.endpoint()))
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map(DeprecatedUseStore::use)
                .list();
    }

    long count(Handle handle, @Nullable Set<String> owners) {
        return bind(handle.createQuery("select count(*)" + LINKS + DEPRECATED + owned(owners)), owners)
                .mapTo(Long.class)
                .one();
    }

    private static String owned(@Nullable Set<String> owners) {
        return owners == null ? "" : " and c.owner_id = any(:owners)";
    }

    private static Query bind(Query query, @Nullable Set<String> owners) {
        return owners == null ? query : query.bindArray("owners", String.class, owners);
    }

    private static DeprecatedUse use(ResultSet row, StatementContext context) throws SQLException {
        return new DeprecatedUse(
                row.getString("client_id"),
                row.getString("owner_id"),
                row.getString("service_id"),
                row.getString("endpoint"),
                row.getString("operation"),
                Times.readOrNull(row, "sunset"),
                LastUseStore.read(row));
    }
}
