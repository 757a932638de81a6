package dev.gatehouse.usage.report;

import dev.gatehouse.api.Page;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads what is counted. Stateless. */
final class UsageReportStore {
    UsageSum total(Handle handle, Subject subject) {
        return bind(subject, handle.createQuery("""
                        select s.since, coalesce(sum(d.calls), 0) as calls, coalesce(sum(d.refused), 0) as refused,
                               count(distinct u.client_id) filter (where u.client_id <> '') as clients,
                               count(distinct (u.service_id, u.endpoint)) filter (where u.endpoint <> '') as endpoints,
                               min(d.day) as first_day, max(u.last_used) as last_used
                          from usage_start s
                          left join (endpoint_use u join endpoint_use_day d using (use_id)) on u.<subject> = :id
                         group by s.since
                        """))
                .map(UsageReportStore::summed)
                .one();
    }

    private static UsageSum summed(ResultSet row, StatementContext context) throws SQLException {
        return new UsageSum(
                Times.read(row, "since"),
                row.getLong("calls"),
                row.getLong("refused"),
                row.getLong("clients"),
                row.getLong("endpoints"),
                row.getObject("first_day", LocalDate.class),
                Times.readOrNull(row, "last_used"));
    }

    /**
     * A page of it, by service, endpoint, client and day.
     *
     * @param after the last one of the page before; null to count pages
     */
    List<CallsOfDay> days(Handle handle, Subject subject, Page page, CallsOfDay.@Nullable Key after) {
        String following = after == null
                ? ""
                : " and (service_id, endpoint, client_id, day) > (:service, :endpoint, :client, :day)";
        return bind(subject, handle.createQuery("""
                        select service_id, endpoint, client_id, day, calls, refused
                          from endpoint_use
                          join endpoint_use_day using (use_id)
                         where <subject> = :id <following>
                         order by service_id, endpoint, client_id, day
                         limit :limit offset :offset
                        """))
                .define("following", following)
                .bindMap(
                        after == null
                                ? Map.of()
                                : Map.of(
                                        "service", after.serviceId(),
                                        "endpoint", after.endpoint(),
                                        "client", after.clientId(),
                                        "day", after.day()))
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map((row, context) -> new CallsOfDay(
                        row.getString("service_id"),
                        row.getString("endpoint"),
                        row.getString("client_id"),
                        row.getObject("day", LocalDate.class),
                        row.getLong("calls"),
                        row.getLong("refused")))
                .list();
    }

    /** How many there are, or {@link Page#MANY} where there are more than so many. */
    long countDays(Handle handle, Subject subject, int most) {
        long counted = bind(subject, handle.createQuery("""
                        select count(*)
                          from (select from endpoint_use join endpoint_use_day using (use_id)
                                 where <subject> = :id limit :reach) counted
                        """))
                .bind("reach", most + 1)
                .mapTo(Long.class)
                .one();
        return counted > most ? Page.MANY : counted;
    }

    /** Statements of which {@code <subject>} is one column and {@code :id} its value. */
    static Query bind(Subject subject, Query query) {
        return query.define("subject", subject.column()).bind("id", subject.id());
    }
}
