package dev.gatehouse.usage.report;

import dev.gatehouse.api.Page;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What clients were given and do not use, sorted by client, service, kind and name. Stateless. */
final class UnusedStore {
    /**
     * What was given and used for the last time before a number of days, if at all; not what was given later than that, and
     * nothing before calls have been counted for as long. A scope is used where an endpoint is that names it.
     */
    private static final String UNUSED = """
            with granted as (
                select l.client_id, l.service_id, 'endpoint' as kind, l.endpoint as name, l.created as since,
                       (select u.last_used
                          from endpoint_use u
                         where u.service_id = l.service_id and u.client_id = l.client_id and u.endpoint = l.endpoint)
                           as last_used
                  from client_endpoint l
                 where l.<subject> = :id and (l.until is null or l.until > now())
                union all
                select g.client_id, o.service_id, 'scope', g.scope, min(g.since),
                       (select max(u.last_used)
                          from endpoint_use u
                          join endpoint e on e.service_id = u.service_id and e.endpoint = u.endpoint
                         where u.client_id = g.client_id
                           and g.scope in (select scopes_needed(e.scope, e.requires)))
                  from approved_scope g
                  join scope_owner o on o.scope = g.scope and o.ended is null
                 where <grantee>.<subject> = :id and not g.by_link and (g.until is null or g.until > now())
                 group by g.client_id, o.service_id, g.scope
            ), unused as (
                select g.*
                  from granted g, usage_start s
                 where greatest(g.since, g.last_used, s.since) < now() - make_interval(days => :days)
            )
            """;

    /** @param after the last one of the page before; null to count pages */
    List<Unused> list(Handle handle, Subject subject, int days, Page page, Unused.@Nullable Key after) {
        String following =
                after == null ? "" : " where (client_id, service_id, kind, name) > (:client, :service, :kind, :name)";
        return UsageReportStore.bind(subject, handle.createQuery(UNUSED + """
                        select * from unused <following>
                         order by client_id, service_id, kind, name
                         limit :limit offset :offset
                        """))
                .define("grantee", grantee(subject))
                .define("following", following)
                .bindMap(
                        after == null
                                ? Map.of()
                                : Map.of(
                                        "client", after.clientId(),
                                        "service", after.serviceId(),
                                        "kind", after.kind(),
                                        "name", after.name()))
                .bind("days", days)
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map(UnusedStore::unused)
                .list();
    }

    long count(Handle handle, Subject subject, int days) {
        return UsageReportStore.bind(subject, handle.createQuery(UNUSED + "select count(*) from unused"))
                .define("grantee", grantee(subject))
                .bind("days", days)
                .mapTo(Long.class)
                .one();
    }

    private static String grantee(Subject subject) {
        return subject.column().equals("service_id") ? "o" : "g";
    }

    private static Unused unused(ResultSet row, StatementContext context) throws SQLException {
        boolean endpoint = row.getString("kind").equals("endpoint");
        return new Unused(
                row.getString("client_id"),
                row.getString("service_id"),
                endpoint ? row.getString("name") : null,
                endpoint ? null : row.getString("name"),
                Times.read(row, "since"),
                Times.readOrNull(row, "last_used"));
    }
}
