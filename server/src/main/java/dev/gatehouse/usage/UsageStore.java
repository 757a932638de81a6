package dev.gatehouse.usage;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Adds to what is counted. Stateless. */
public final class UsageStore {
    /**
     * Adds to the counts of those of the rows whose service is there, in an order in which two writers never wait for each other.
     *
     * @return how many rows were added to
     */
    public int add(Handle transaction, List<UsageRow> rows) {
        return transaction
                .createUpdate("""
                        with given as materialized (
                            select service_id, client_id, endpoint, day::date, calls, refused, used::timestamptz
                              from unnest(:services, :clients, :endpoints, :days, :calls, :refused, :used)
                                   as g (service_id, client_id, endpoint, day, calls, refused, used)
                             where exists (select from service s where s.service_id = g.service_id)
                        ), used as (
                            insert into endpoint_use as u (service_id, client_id, endpoint, last_day, last_used)
                            select service_id, client_id, endpoint, max(day), max(used)
                              from given
                             group by service_id, client_id, endpoint
                             order by service_id collate "C", client_id collate "C", endpoint collate "C"
                                on conflict (service_id, client_id, endpoint) do update
                               set last_day = greatest(u.last_day, excluded.last_day),
                                   last_used = greatest(u.last_used, excluded.last_used)
                            returning use_id, service_id, client_id, endpoint
                        )
                        insert into endpoint_use_day as d (use_id, day, calls, refused)
                        select u.use_id, g.day, sum(g.calls), sum(g.refused)
                          from given g
                          join used u on u.service_id = g.service_id and u.client_id = g.client_id
                                     and u.endpoint = g.endpoint
                         group by u.use_id, g.day
                         order by u.use_id, g.day
                            on conflict (use_id, day) do update
                           set calls = d.calls + excluded.calls, refused = d.refused + excluded.refused
                        """)
                .bindArray("services", String.class, column(rows, UsageRow::serviceId))
                .bindArray("clients", String.class, column(rows, row -> ClientNames.of(row.clientId())))
                .bindArray("endpoints", String.class, column(rows, UsageRow::endpoint))
                .bindArray("days", String.class, column(rows, row -> row.day().toString()))
                .bindArray("calls", Long.class, column(rows, UsageRow::calls))
                .bindArray("refused", Long.class, column(rows, UsageRow::refused))
                .bindArray("used", String.class, column(rows, row -> text(row.lastUsed())))
                .execute();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static Object[] column(List<UsageRow> rows, Function<UsageRow, @Nullable Object> member) {
        return rows.stream().map(member).toArray();
    }
}
