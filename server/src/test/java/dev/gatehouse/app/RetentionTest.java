package dev.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.settings.Settings;
import dev.gatehouse.settings.SettingsReader;
import dev.gatehouse.store.Database;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Retention.Bounds ALL = new Retention.Bounds(0, 0, 0, 0);

    private final Settings settings = SettingsReader.read(
            Map.of("GATEHOUSE_EVENT_DAYS", "30", "GATEHOUSE_DELIVERY_DAYS", "10"), Optional.empty(), Map.of());

    /** Their tokens are taken back at the third party first. */
    private static final String SWEPT_ELSEWHERE = "unconfirmed_connection.expires";

    /** A table whose rows all expire has a column for it that is never null. */
    @Test
    void everyTableWhoseRowsExpireIsSwept() {
        List<String> expiring = TestServer.shared()
                .jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                                select table_name || '.' || column_name from information_schema.columns
                                 where table_schema = current_schema()
                                   and column_name in ('expires', 'ends') and is_nullable = 'NO'
                                """).mapTo(String.class).list());
        assertThat(expiring.remove(SWEPT_ELSEWHERE)).isTrue();

        assertThat(Retention.tables(settings, ALL))
                .extracting(table -> table.name() + "." + table.column())
                .containsAll(expiring)
                .doesNotHaveDuplicates();
    }

    private static void fill(Handle handle) {
        handle.execute("""
                insert into users (user_id, user_type, email, password_hash, created, updated)
                values ('ann', 'admin', 'ann@example.org', '', now(), now())""");
        handle.execute("""
                insert into client (client_id, client_name, owner_id, scope, created, updated)
                values ('desk', 'Desk', 'ann', '', now(), now())""");
        handle.execute("""
                insert into service (service_id, service_type, service_name, owner_id, scope, created, updated)
                select id, 'openapi', id, 'ann', '', now(), now() from unnest(array['busy', 'calm', 'late']) id""");
        handle.execute("""
                insert into contract (service_id, version, contract_type, media_type, document, scopes, derived,
                                      created, created_by)
                select id, version, 'openapi', 'application/json', '', '{}', false, now(), 'ann'
                  from (select 'busy' as id, generate_series(1, 205) as version
                        union all select 'calm', generate_series(1, 3)
                        union all select 'late', 500) version""");
        handle.execute("""
                insert into password_guess (guessed_hash, failures, ends)
                values ('over', 1, now() - interval '1 minute'), ('holds', 1, now() + interval '1 hour')""");
        handle.execute("""
                insert into audit (at, user_id, client_id, action, subject)
                select now() - days * interval '1 day', 'ann', 'desk', 'test', days || ' days' from unnest(array[729, 731, 2000]) days""");
        handle.execute("""
                insert into access_request (client_id, service_id, state, endpoints, scopes, asked_by, asked, reason)
                select 'desk', 'calm', 'requested', '{}', '{}', 'ann', now() - interval '9 years', reason
                  from unnest(array['waits', 'is denied now', 'ended long ago']) reason""");
        handle.execute("update access_request set state = 'denied' where reason = 'is denied now'");
        handle.execute("update access_request set state = 'ended' where reason = 'ended long ago'");
        handle.execute(
                "update access_request set closed = now() - interval '731 days' where reason = 'ended long ago'");
        handle.execute("""
                insert into endpoint_use (service_id, client_id, endpoint, last_day)
                values ('calm', 'desk', '/now@get', current_date - 399), ('calm', 'desk', '/then@get', current_date - 402)""");
        handle.execute("""
                insert into endpoint_use_day (use_id, day, calls, refused)
                select use_id, current_date - days, days, 0
                  from endpoint_use, unnest(array[399, 401, 402]) days where (endpoint = '/then@get') = (days = 402)""");
        handle.execute("""
                insert into connection_event (registrant, event_type, user_id, connector, reason, occurred)
                select 'desk', 'connection.connected', 'u', 'c', days || ' days', now() - days * interval '1 day'
                  from unnest(array[9, 11, 29, 31]) days""");
        handle.execute("""
                insert into webhook (webhook_id, registrant, url, event_types, sealed_secrets, created, updated)
                values ('hook', 'desk', 'https://example.org', '{}', decode('00000001', 'hex'), now(), now())""");
    }

    private static void deliveries(Handle handle) {
        handle.execute("""
                insert into webhook_delivery (event_id, webhook_id, status, due, last_attempt)
                select event_id, 'hook',
                       case reason when '29 days' then 'pending' when '11 days' then 'failed' else 'delivered' end,
                       case reason when '29 days' then now() end,
                       occurred
                  from connection_event""");
    }

    private static List<String> left(Jdbi jdbi) {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select 'contract ' || service_id || ' ' || min(version) || '-' || max(version) as kept
                          from contract group by service_id
                        union all select 'guess ' || encode(guessed_hash, 'escape') from password_guess
                        union all select 'audit ' || subject from audit
                        union all select 'request ' || reason from access_request
                        union all select 'event ' || reason from connection_event
                        union all select 'usage ' || endpoint_use_day.calls || ' days'
                                    from endpoint_use_day join endpoint_use using (use_id)
                        union all select 'delivery ' || reason from webhook_delivery join connection_event using (event_id)
                        """).mapTo(String.class).list());
    }

    private void run(Jdbi jdbi, Retention.Bounds bounds) {
        List<CompletableFuture<Void>> processes = List.of(
                CompletableFuture.runAsync(
                        () -> Retention.jobs(jdbi, settings, bounds).forEach(Runnable::run),
                        Thread::startVirtualThread),
                CompletableFuture.runAsync(
                        () -> Retention.jobs(jdbi, settings, bounds).forEach(Runnable::run),
                        Thread::startVirtualThread));
        processes.forEach(CompletableFuture::join);
    }

    /** Two processes at once. What one has locked is left by the other, but between them nothing stays. */
    @Test
    void eachKindGoesWhenItsTimeIsOverAndNoneBefore() {
        try (Database database = TestDatabase.open(TestDatabase.create(), 6)) {
            Jdbi jdbi = database.jdbi();
            jdbi.useTransaction(handle -> {
                handle.execute("insert into data_key (wrapped, active, created) values ('', true, now())");
                fill(handle);
                deliveries(handle);
            });

            run(jdbi, ALL);
            assertThat(left(jdbi))
                    .containsExactlyInAnyOrder(
                            "audit 2000 days",
                            "audit 729 days",
                            "audit 731 days",
                            "contract busy 1-205",
                            "contract calm 1-3",
                            "contract late 500-500",
                            "delivery 29 days",
                            "delivery 9 days",
                            "event 11 days",
                            "event 29 days",
                            "event 9 days",
                            "guess holds",
                            "request ended long ago",
                            "request is denied now",
                            "request waits",
                            "usage 401 days",
                            "usage 399 days",
                            "usage 402 days");

            run(jdbi, new Retention.Bounds(730, 100, 730, 400));
            assertThat(left(jdbi))
                    .containsExactlyInAnyOrder(
                            "audit 729 days",
                            "contract busy 106-205",
                            "contract calm 1-3",
                            "contract late 500-500",
                            "delivery 29 days",
                            "delivery 9 days",
                            "event 11 days",
                            "event 29 days",
                            "event 9 days",
                            "guess holds",
                            "request is denied now",
                            "request waits",
                            "usage 399 days");

            run(jdbi, new Retention.Bounds(1, 1, 1, 1));
            assertThat(left(jdbi))
                    .filteredOn(kept -> kept.startsWith("contract"))
                    .as("what is in force stays")
                    .containsExactlyInAnyOrder("contract busy 205-205", "contract calm 3-3", "contract late 500-500");
        }
    }

    @Test
    void aDatabaseThatWasThereBeforeKeepsEverythingUntilTheSettingsSayOtherwise() {
        Settings.Retention unset = SettingsReader.read(Map.of(), Optional.empty(), Map.of())
                .database()
                .retention();
        Settings.Retention set = SettingsReader.read(Map.of("GATEHOUSE_AUDIT_DAYS", "90"), Optional.empty(), Map.of())
                .database()
                .retention();

        assertThat(Retention.Bounds.of(unset, true)).isEqualTo(new Retention.Bounds(0, 0, 0, 400));
        assertThat(Retention.Bounds.of(unset, false)).isEqualTo(new Retention.Bounds(730, 100, 730, 400));
        assertThat(Retention.Bounds.of(set, true)).isEqualTo(new Retention.Bounds(90, 0, 0, 400));
        assertThat(TestServer.shared().jdbi().withHandle(new RetentionDefaultStore()::keepsEverything))
                .isFalse();
    }
}
