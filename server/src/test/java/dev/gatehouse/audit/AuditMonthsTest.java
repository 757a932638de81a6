package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.Database;
import dev.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** The partitions of the audit. */
class AuditMonthsTest {
    private static final Duration TWO_YEARS = Duration.ofDays(730);

    private final Database database = TestDatabase.open(TestDatabase.create(), 4);
    private final Jdbi jdbi = database.jdbi();
    private final AuditMonths months = new AuditMonths(jdbi);

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> partitions() {
        return strings("select name from audit_partition order by begins");
    }

    private List<String> strings(String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private static void write(Handle handle, String when) {
        handle.createUpdate("""
                        insert into audit (at, user_id, client_id, action, subject)
                        values (<when>, 'ann', 'desk', 'test', :when)
                        """).define("when", when).bind("when", when).execute();
    }

    private void execute(String statement) {
        jdbi.useHandle(handle -> handle.execute(statement));
    }

    @Test
    void theMonthsToComeAreMadeAhead() {
        List<String> made = partitions();
        assertThat(made).hasSize(5).contains("audit_rest");
        String last = made.get(3);
        execute("drop table " + last); // as if the months had gone by

        months.makeAhead();

        assertThat(partitions()).isEqualTo(made);
        months.makeAhead();
        assertThat(partitions()).isEqualTo(made);
        assertThat(strings("""
                select string_agg(to_char(begins, 'YYYY-MM-DD') || ' ' || to_char(ends, 'DD HH24:MI'), ', ' order by begins)
                  from audit_partition
                 where begins <> date_trunc('month', begins at time zone 'UTC') at time zone 'UTC'
                    or ends <> begins + interval '1 month'
                """).getFirst()).isNull();
    }

    @Test
    void whatBelongsToNoMonthIsWrittenAllTheSameAndItsMonthStaysThere() {
        execute("drop table " + partitions().get(3));
        jdbi.useHandle(handle -> write(handle, "date_trunc('month', now()) + interval '3 months 5 days'"));

        months.makeAhead();

        assertThat(partitions()).hasSize(4);
        assertThat(strings("select tableoid::regclass::text from audit")).containsExactly("audit_rest");
        assertThat(new AuditStore(jdbi).list(new AuditFilter(null, null, null, null, null, null, null), 10, 0))
                .hasSize(1);
    }

    /** The month of two years ago, and the one before that. */
    private void oldMonths() {
        execute("""
                do $$
                declare
                    last timestamptz := date_trunc('month', now() - interval '730 days', 'UTC');
                begin
                    execute format('create table audit_last partition of audit for values from (%L) to (%L)',
                                   last, last + interval '1 month');
                    execute format('create table audit_over partition of audit for values from (%L) to (%L)',
                                   last - interval '1 month', last);
                end $$""");
        jdbi.useHandle(handle -> {
            write(handle, "date_trunc('month', now() - interval '730 days', 'UTC')");
            write(handle, "date_trunc('month', now() - interval '730 days', 'UTC') - interval '1 minute'");
            write(handle, "now() - interval '900 days'");
            write(handle, "now() - interval '690 days'");
            write(handle, "now()");
        });
    }

    @Test
    void aMonthThatIsTooOldGoesWholeAndWhatHoldsSeveralIsThinnedOut() {
        oldMonths();

        months.remove(TWO_YEARS);

        assertThat(partitions()).hasSize(6).contains("audit_last").doesNotContain("audit_over");
        assertThat(strings("select subject from audit order by at"))
                .containsExactly(
                        "date_trunc('month', now() - interval '730 days', 'UTC')",
                        "now() - interval '690 days'",
                        "now()");
    }

    /** Over another connection: a thread of Jdbi has one. */
    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work, Thread::startVirtualThread).join();
    }

    /** Whoever writes meanwhile would queue up behind a lock that is waited for. */
    @Test
    void whoReadsForLongIsNotWaitedForAndTheMonthGoesTheNextTime() {
        oldMonths();
        jdbi.useTransaction(reader -> {
            reader.execute("select count(*) from audit");
            assertThatThrownBy(() -> elsewhere(() -> months.remove(TWO_YEARS)))
                    .hasRootCauseInstanceOf(PSQLException.class)
                    .hasMessageContaining("lock timeout");
            elsewhere(() -> jdbi.useHandle(handle -> write(handle, "now()")));
        });

        months.remove(TWO_YEARS);

        assertThat(partitions()).doesNotContain("audit_over");
    }
}
