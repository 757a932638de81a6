package dev.gatehouse.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who sees what: a connector its own connections, an administrator everything but secrets, nobody else anything. */
class VaultIsolationTest {
    private final TestServer server = TestServer.shared();
    private final Api owner = VaultCallers.connector(server);
    private final Api stranger = VaultCallers.connector(server);
    private final String name = VaultCallers.newName();
    private final String user = VaultCallers.newUser();
    private final String secret = "secret-" + UUID.randomUUID();
    private final String connection = "/connections/" + user + "/" + name;
    private final String stored = "/token-storage/user/" + user + "/token/" + name;

    @BeforeEach
    void connect() {
        owner.post("/token-storage/service", VaultCallers.oauthService(name)).expect(200);
        owner.post("/token-storage/user/" + user + "/token", VaultCallers.token(name, secret))
                .expect(201);
    }

    @Test
    void s17_anotherConnectorSeesNothingOfAConnection() {
        stranger.get(connection).expectError(404, "ERR12131", "CONNECTION_NOT_FOUND");
        stranger.get(connection + "/token").expectError(404, "ERR12131", "CONNECTION_NOT_FOUND");
        stranger.delete(connection).expect(404);
        stranger.get(stored).expect(404);
        stranger.put(stored, null).expect(404);
        stranger.delete(stored).expect(404);
        stranger.get("/token-storage/user/" + user).expect(404);
        stranger.delete("/token-storage/user/" + user).expect(404);
        stranger.delete("/token-storage/service/" + name).expect(403);
        for (String list : new String[] {
            "/token-storage/token", "/token-storage/user", "/connections?page=1", "/connections?page=1&user=" + user
        }) {
            assertThat(stranger.get(list).expect(200).text()).as(list).doesNotContain(user, secret);
        }
        assertThat(owner.get(stored).expect(200).text()).contains(secret);
    }

    @Test
    void s17_knowingAPersonIsNotSeeingTheirTokens() {
        stranger.post("/token-storage/user", "{\"username\":\"" + user + "\"}").expect(200);

        assertThat(stranger.get("/token-storage/user/" + user + "/token")
                        .expect(200)
                        .json()
                        .get("length")
                        .asInt())
                .isZero();
        stranger.get("/token-storage/user/" + user + "/token/0").expect(404);
        stranger.post("/token-storage/user/" + user + "/token", VaultCallers.token(name, "mine"))
                .expect(403);
        stranger.delete("/token-storage/user/" + user).expect(200);

        owner.get(stored).expect(200);
    }

    @Test
    void s17_anAdministratorSeesConnectionsButNoSecrets() {
        Api administrator = server.administrator();

        assertThat(administrator
                        .get(connection)
                        .expect(200)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("connected");
        administrator.get(connection + "/token").expectError(403, "ERR11620", "PERMISSION_DENIED");
        Answer token = administrator.get(stored).expect(200);
        assertThat(token.json().at("/data").has("access_token")).isFalse();
        assertThat(token.text()).doesNotContain(secret, "our-secret");
        assertThat(administrator
                        .get("/token-storage/service/" + name)
                        .expect(200)
                        .text())
                .doesNotContain("our-secret");
        administrator.delete(connection).expect(204);
        owner.get(stored).expect(404);
    }

    @Test
    void s17_theClientSecretIsShownToTheRegistrantWithItsScopeOnly() {
        assertThat(stranger.get("/token-storage/service/" + name).expect(200).text())
                .doesNotContain("our-secret");
        assertThat(owner.get("/token-storage/service/" + name).text()).contains("our-secret");

        TestServer.Registered plain = server.newClient("admin", "token-storage.r", "token-storage.w");
        Api withoutScope = server.admin().withBasic(plain.clientId(), plain.secret());
        String other = VaultCallers.newName();
        withoutScope
                .post("/token-storage/service", VaultCallers.oauthService(other))
                .expect(200);

        assertThat(withoutScope
                        .get("/token-storage/service/" + other)
                        .expect(200)
                        .text())
                .doesNotContain("our-secret");
    }

    @Test
    void s17_aClientsOwnerReadsNothingThroughAnotherOfTheirClients() {
        String person = server.newUser();
        owner.post("/token-storage/user/" + person + "/token", VaultCallers.token(name, secret))
                .expect(201);

        server.as(person, "token-storage.r")
                .get("/connections/" + person + "/" + name + "/token")
                .expect(404);
    }

    @Test
    void s17_everyReadOfASecretIsAuditedBeforeItIsAnswered() {
        owner.get(connection + "/token").expect(200);
        owner.get(connection + "/token").expect(200);
        owner.get("/token-storage/service/" + name).expect(200);

        JsonNode reads = audit("connection/" + name + "/" + user);
        assertThat(reads.valueStream()
                        .filter(entry -> entry.get("action").asString().equals("connection.token.read")))
                .hasSize(1)
                .allMatch(entry -> entry.at("/detail/until").isString());
        assertThat(audit("connector/" + name)
                        .valueStream()
                        .map(entry -> entry.get("action").asString()))
                .containsExactly("connector.secret.read", "connector.create");
        assertThat(audit("connector/" + name).toString()).doesNotContain("our-secret");
    }

    private JsonNode audit(String subject) {
        return server.administrator("oauth.audit.r")
                .get("/oauth2/audit?page=1&pageSize=100&subject=" + subject)
                .expect(200)
                .json();
    }

    @Test
    void wrongCredentialsAreRefusedWithAChallenge() {
        TestServer.Registered client = server.newClient("admin", VaultCallers.SCOPES);
        Api wrong = server.admin().withBasic(client.clientId(), "wrong");

        Answer refused = wrong.get("/token-storage/service").expect(401);

        assertThat(refused.json().get("code").asString()).isEqualTo("ERR12136");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer ").contains("Basic realm=");
        wrong.get("/oauth2/client?page=1").expectError(401, "ERR10002", "MISSING_AUTH_TOKEN");
    }

    @Test
    void s8_guessingAClientsSecretIsThrottled() {
        TestServer.Registered client = server.newClient("admin", VaultCallers.SCOPES);
        Api wrong = server.admin().withBasic(client.clientId(), "wrong");
        for (int i = 0; i < 20; i++) {
            wrong.get("/token-storage/service").expect(401);
        }

        Answer refused = wrong.get("/token-storage/service").expect(429);

        assertThat(refused.header("Retry-After")).isEqualTo("60");
    }

    @Test
    void aReplacedSecretEndsAtOnceWhereAskedFor() {
        TestServer.Registered client = server.newClient("admin", VaultCallers.SCOPES);
        Api api = server.admin().withBasic(client.clientId(), client.secret());
        api.get("/token-storage/service").expect(200);

        server.administrator()
                .send("POST", "/oauth2/client/" + client.clientId() + "/secret?overlapSeconds=0", null)
                .expect(200);

        api.get("/token-storage/service").expect(401);
    }
}
