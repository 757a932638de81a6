package dev.gatehouse.vault.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestServer;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class VaultUserStoreTest {
    private final TestServer server = TestServer.shared();
    private final Jdbi jdbi = server.jdbi();
    private final VaultUserStore store = new VaultUserStore();
    private final String registrant = server.newClient("admin", "a").clientId();
    private final String person = "person-" + UUID.randomUUID();

    private boolean add(Handle transaction) {
        return store.add(transaction, registrant, person, Instant.EPOCH);
    }

    private boolean somebodyWaits() {
        return jdbi.withHandle(handle -> handle.select("""
                        select exists (select from pg_stat_activity
                                        where datname = current_database() and wait_event_type = 'Lock'
                                          and query like 'insert into vault_user%')
                        """).mapTo(Boolean.class).one());
    }

    @Test
    void whoIsAddedWhileSomebodyRemovesThemIsThereAfterwards() {
        assertThat(jdbi.<Boolean, RuntimeException>inTransaction(this::add)).isTrue();
        assertThat(jdbi.<Boolean, RuntimeException>inTransaction(this::add)).isFalse();

        CompletableFuture<Boolean> added = jdbi.inTransaction(removing -> {
            removing.execute("delete from vault_user where user_id = ?", person);
            CompletableFuture<Boolean> adding =
                    CompletableFuture.supplyAsync(() -> jdbi.<Boolean, RuntimeException>inTransaction(this::add));
            await().until(() -> adding.isDone() || somebodyWaits());
            return adding;
        });

        assertThat(added.join()).isTrue();
        assertThat(jdbi.<Boolean, RuntimeException>withHandle(handle -> store.exists(handle, registrant, person)))
                .isTrue();
    }
}
