package dev.gatehouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.settings.SettingsReader;
import dev.gatehouse.store.RetentionJob;
import dev.gatehouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private final TestServer server = TestServer.shared();
    private final List<RetentionJob.Table> tables =
            Retention.tables(SettingsReader.read(Map.of(), Optional.empty(), Map.of()));

    /** Their tokens are taken back at the third party first. */
    private static final String SWEPT_ELSEWHERE = "unconfirmed_connection.expires";

    /** A table whose rows all expire has a column for it that is never null. */
    @Test
    void everyTableWhoseRowsExpireIsSwept() {
        List<String> expiring = server.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                                select table_name || '.' || column_name from information_schema.columns
                                 where table_schema = current_schema()
                                   and column_name in ('expires', 'ends') and is_nullable = 'NO'
                                """).mapTo(String.class).list());
        assertThat(expiring.remove(SWEPT_ELSEWHERE)).isTrue();

        assertThat(tables)
                .extracting(table -> table.name() + "." + table.column())
                .containsAll(expiring)
                .doesNotHaveDuplicates();
    }

    @Test
    void aGuessIsForgottenWhenItsTimeIsOver() {
        byte[] guessed = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into password_guess (guessed_hash, failures, ends) values (?, 1, ?)",
                        guessed,
                        Instant.now().minus(Duration.ofDays(400))));

        // As if long ago, so that nothing goes that another test works with.
        List<RetentionJob.Table> then = tables.stream()
                .map(table -> new RetentionJob.Table(
                        table.name(), table.column(), table.kept().plusDays(300)))
                .toList();
        new RetentionJob(server.jdbi(), then).remove();

        int left = server.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from password_guess where guessed_hash = :guessed")
                        .bind("guessed", guessed)
                        .mapTo(Integer.class)
                        .one());
        assertThat(left).isZero();
    }
}
