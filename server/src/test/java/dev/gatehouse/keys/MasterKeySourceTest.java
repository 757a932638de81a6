package dev.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.cli.Commands;
import dev.gatehouse.config.StartupException;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The master key from each of its sources, and from one to another. */
class MasterKeySourceTest {
    private final DatabaseAddress database = TestDatabase.create();
    private final Path data = TestServer.newDirectory();
    private final String kms = "memory-kms://" + UUID.randomUUID();

    private TestServer start(Map<String, String> settings) {
        return TestServer.start(database, data, settings);
    }

    private Commands.Ran rewrap(Map<String, String> settings, String... target) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put(
                "GATEHOUSE_DATABASE_URL",
                database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?") + "user=" + database.user()
                        + "&password=" + URLEncoder.encode(database.password(), StandardCharsets.UTF_8));
        String[] arguments = new String[target.length + 4];
        System.arraycopy(new String[] {"keys", "rewrap", "--data", data.toString()}, 0, arguments, 0, 4);
        System.arraycopy(target, 0, arguments, 4, target.length);
        return Commands.run(environment, arguments);
    }

    /** Signed tokens and a stored secret, which need the signing key and the data key. */
    private static void use(TestServer server, boolean first) {
        Api api = server.administrator();
        if (first) {
            api.post("/token-storage/service", """
                            {"servicename":"port-a","authorize_url":"https://v.example/a",
                             "refresh_url":"https://v.example/t","client_id":"i","client_secret":"kept secret",
                             "implements":["metadata"]}
                            """).expect(200);
        }
        assertThat(api.get("/token-storage/service/port-a").expect(200).text()).contains("kept secret");
    }

    @Test
    void s16_theMasterKeyMovesFromAFileToAKmsAndToTheEnvironment() throws IOException {
        try (TestServer server = start(Map.of())) {
            use(server, true);
            Commands.Ran refused = rewrap(Map.of(), "--to-kms", kms);
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.error()).contains("A server is running");
        }

        assertThat(rewrap(Map.of(), "--to-kms", kms).status()).isZero();
        assertThatThrownBy(() -> start(Map.of()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("not the one this database was made with");
        try (TestServer server = start(Map.of("GATEHOUSE_MASTER_KEY_KMS", kms))) {
            use(server, false);
        }

        Path file = data.resolve("other.key");
        MasterKey.create(file);
        String key = Files.readString(file);
        Commands.Ran ran = rewrap(Map.of("GATEHOUSE_MASTER_KEY_KMS", kms, "NEXT", key), "--to-environment", "NEXT");
        assertThat(ran.status()).as(ran.error()).isZero();
        try (TestServer server = start(Map.of("GATEHOUSE_MASTER_KEY", key))) {
            use(server, false);
        }
    }

    @Test
    void aKmsMakesTheFirstKeyAndWithoutItNothingStarts() {
        try (TestServer server = start(Map.of("GATEHOUSE_MASTER_KEY_KMS", kms))) {
            use(server, true);
            assertThat(data.resolve("master.key")).doesNotExist();
        }

        assertThatThrownBy(() -> start(Map.of("GATEHOUSE_MASTER_KEY_KMS", "memory-kms://another")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("memory-kms://another");
        assertThatThrownBy(() -> start(Map.of("GATEHOUSE_MASTER_KEY_KMS", "unknown-kms://key")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("No key management service");
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> start(Map.of("GATEHOUSE_MASTER_KEY", "not-a-key-but-secret")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("GATEHOUSE_MASTER_KEY holds no valid key")
                .hasMessageNotContaining("not-a-key-but-secret");
        assertThatThrownBy(() -> start(Map.of("GATEHOUSE_MASTER_KEY", "x", "GATEHOUSE_MASTER_KEY_KMS", kms)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("not together with");
    }
}
