package dev.gatehouse.vault.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.Times;
import dev.gatehouse.vault.VaultFixture;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionStoreTest {
    private final VaultFixture vault = new VaultFixture();
    private final Instant now = Times.now(Clock.systemUTC());
    private final Connector connector = vault.connector("port-a", "client-a", "https://vendor.example/token", "shh");

    @AfterEach
    void close() {
        vault.close();
    }

    private ConnectionStore.Opened stored(ConnectionId id) {
        return vault.jdbi
                .withHandle(handle -> vault.connections.findWithSecrets(handle, id))
                .orElseThrow();
    }

    @Test
    void keepsWhatItWasGiven() {
        ConnectionId id = vault.connection("Max Mustermann", connector, VaultFixture.tokens("access", "refresh"), now);

        assertThat(stored(id).secrets()).isEqualTo(VaultFixture.tokens("access", "refresh"));
        assertThat(stored(id).connection().expires()).isEqualTo(now);
        Optional<ConnectorStore.Registered> registered =
                vault.jdbi.withHandle(handle -> vault.connectors.findWithSecret(handle, "port-a"));
        assertThat(registered).hasValue(new ConnectorStore.Registered(connector, "shh"));
    }

    @Test
    void oneOfTwoWhoReplaceTheSameTokensWins() {
        ConnectionId id = vault.connection("maria", connector, VaultFixture.tokens("access", "refresh"), now);

        assertThat(replace(id, 1, "first")).isTrue();
        assertThat(replace(id, 1, "second")).isFalse();

        assertThat(stored(id).secrets().accessToken()).isEqualTo("first");
        assertThat(stored(id).connection().tokenVersion()).isEqualTo(2);
    }

    private boolean replace(ConnectionId id, long version, String accessToken) {
        return vault.jdbi.inTransaction(handle -> vault.connections.replaceTokens(
                handle,
                id,
                version,
                new ConnectionStore.Tokens(VaultFixture.tokens(accessToken, "refresh"), now, now, now)));
    }

    @Test
    void s16_aCiphertextThatWasMovedToAnotherRowIsNotOpened() {
        ConnectionId hers = vault.connection("maria", connector, VaultFixture.tokens("hers", null), now);
        ConnectionId his = vault.connection("paul", connector, VaultFixture.tokens("his", null), now);
        vault.jdbi.useHandle(handle -> handle.execute("""
                update connection set sealed_tokens =
                    (select sealed_tokens from connection where user_id = 'maria') where user_id = 'paul'
                """));

        assertThatThrownBy(() -> stored(his)).isInstanceOf(IllegalStateException.class);
        assertThat(stored(hers).secrets().accessToken()).isEqualTo("hers");
    }

    @Test
    void connectionsGoWithTheirConnector() {
        ConnectionId id = vault.connection("maria", connector, VaultFixture.tokens("access", null), now);

        vault.jdbi.useTransaction(handle -> vault.connectors.delete(handle, "port-a"));

        Optional<Connection> found = vault.jdbi.withHandle(handle -> vault.connections.find(handle, id));
        assertThat(found).isEmpty();
    }
}
