package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Clean-up of what has expired. */
class RetentionJobTest {
    @Test
    void removesWhatHasExpiredLongEnoughAndSkipsWhatAnotherProcessHolds() {
        try (Database database = TestDatabase.open(TestDatabase.create(), 4)) {
            database.migrate();
            Jdbi jdbi = database.jdbi();
            jdbi.useHandle(handle -> handle.execute("""
                    insert into revoked_token (token_id, expires)
                    select gen_random_uuid(), now() + (n - 2500) * interval '1 hour' from generate_series(1, 2600) n
                    """));
            RetentionJob rows = new RetentionJob(
                    jdbi,
                    List.of(
                            new RetentionJob.Table("refresh_family", Duration.ZERO),
                            new RetentionJob.Table("revoked_token", Duration.ofHours(100))));

            int removed = jdbi.inTransaction(handle -> {
                handle.execute("select from revoked_token order by expires limit 10 for update");
                return CompletableFuture.supplyAsync(rows::remove).join();
            });

            assertThat(removed).isEqualTo(2390);
            assertThat(rows.remove()).isEqualTo(10);
            assertThat(rows.remove()).isZero();
            int left = jdbi.withHandle(handle -> handle.createQuery("select count(*) from revoked_token")
                    .mapTo(Integer.class)
                    .one());
            assertThat(left).isEqualTo(200);
        }
    }
}
