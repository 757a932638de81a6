package dev.gatehouse.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.Commands;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.Times;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.encryption.DataKeyRotation;
import dev.gatehouse.vault.encryption.EnvelopeEncryption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataKeyRotationTest {
    private static final int PEOPLE = 450; // more than two batches

    private final Instant now = Times.now(Clock.systemUTC());

    private static DataKeyRotation rotation(VaultFixture vault, EnvelopeEncryption encryption) {
        return new DataKeyRotation(vault.jdbi, encryption, Vault.SEALED);
    }

    private List<ConnectionId> people(VaultFixture vault) {
        Connector connector = vault.connector("port-a", "client-a", "https://vendor.example/token", "shh");
        return IntStream.range(0, PEOPLE)
                .mapToObj(i ->
                        vault.connection("user-" + i, connector, VaultFixture.tokens("access-" + i, "refresh"), now))
                .toList();
    }

    @Test
    void s16_aRotationThatWasStoppedGoesOnInAnotherProcess() {
        try (VaultFixture vault = new VaultFixture()) {
            List<ConnectionId> people = people(vault);
            DataKeyRotation stopped = rotation(vault, vault.encryption);
            stopped.begin(handle -> {});
            assertThat(stopped.step()).isTrue(); // the connector
            assertThat(stopped.step()).isTrue(); // a first batch of people
            assertThat(stopped.progress().remaining()).isBetween(1L, (long) PEOPLE - 1);

            EnvelopeEncryption another = new EnvelopeEncryption(vault.jdbi, vault.masterKey, Clock.systemUTC());
            DataKeyRotation resumed = rotation(vault, another);
            while (resumed.step()) {
                assertThat(resumed.progress().remaining()).isLessThan(PEOPLE);
            }

            assertThat(resumed.progress()).isEqualTo(new DataKeyRotation.Progress(2, List.of(), 0));
            ConnectionStore store = new ConnectionStore(another);
            vault.jdbi.useHandle(handle -> {
                for (int i = 0; i < PEOPLE; i++) {
                    ConnectionStore.Opened opened =
                            store.findWithSecrets(handle, people.get(i)).orElseThrow();
                    assertThat(opened.secrets().accessToken()).isEqualTo("access-" + i);
                }
                assertThat(handle.createQuery("select key_id from data_key")
                                .mapTo(Integer.class)
                                .list())
                        .containsExactly(2);
            });
        }
    }

    @Test
    void whoHasNotHeardOfANewKeyUsesItAllTheSame() {
        try (VaultFixture vault = new VaultFixture()) {
            people(vault);
            EnvelopeEncryption elsewhere = new EnvelopeEncryption(vault.jdbi, vault.masterKey, Clock.systemUTC());
            DataKeyRotation rotation = rotation(vault, elsewhere);
            rotation.begin(handle -> {});
            while (rotation.step()) {
                assertThat(rotation.progress().keyId()).isEqualTo(2);
            }

            vault.connector("port-b", "client-a", "https://vendor.example/token", "another");

            int keyId = vault.jdbi.withHandle(
                    handle -> handle.createQuery("select key_id from connector where connector = 'port-b'")
                            .mapTo(Integer.class)
                            .one());
            assertThat(keyId).isEqualTo(2);
        }
    }

    @Test
    void theCommandRotatesThroughARunningServerAndAServerThatWasStoppedGoesOn() {
        DatabaseAddress database = TestDatabase.create();
        Path data = TestServer.newDirectory();
        String name = VaultCallers.newName();
        try (TestServer server = TestServer.start(database, data, Map.of())) {
            Api api = VaultCallers.connector(server);
            api.post("/token-storage/service", VaultCallers.oauthService(name)).expect(200);
            api.post("/token-storage/user/maria/token", VaultCallers.token(name, "ABC"))
                    .expect(201);

            Commands.Ran ran = Commands.run(
                    Map.of(),
                    "keys",
                    "rotate",
                    "--data",
                    data.toString(),
                    "--url",
                    server.gatehouse().adminUrl().toString());

            assertThat(ran.status()).as(ran.error()).isZero();
            assertThat(ran.output()).contains("Data key 2 is in use.", "replaced keys are removed");
            assertThat(api.get("/token-storage/user/maria/token/0")
                            .json()
                            .at("/data/access_token")
                            .asString())
                    .isEqualTo("ABC");
            server.administrator("oauth.admin")
                    .send("POST", "/token-storage/keys/rotation", null)
                    .expect(202);
        }
        try (TestServer server = TestServer.start(database, data, Map.of())) {
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(server.administrator("oauth.admin")
                                    .get("/token-storage/keys/rotation")
                                    .text())
                            .isEqualTo("{\"keyId\":3,\"replacedKeys\":[],\"remaining\":0}"));
        }
    }

    @Test
    void withoutAServerTheCommandSaysSo() {
        Commands.Ran ran = Commands.run(
                Map.of("GATEHOUSE_CLIENT_ID", "a", "GATEHOUSE_CLIENT_SECRET", "b"),
                "keys",
                "rotate",
                "--url",
                "http://127.0.0.1:1");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.error()).contains("does not answer").doesNotContain("Exception");
    }
}
