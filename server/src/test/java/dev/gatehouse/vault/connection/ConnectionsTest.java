package dev.gatehouse.vault.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.vault.VaultCallers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConnectionsTest {
    private final TestServer server = TestServer.shared();
    private final Api api = VaultCallers.connector(server);
    private final String name = VaultCallers.newName();
    private final String user = VaultCallers.newUser();
    private final String path = "/connections/" + user + "/" + name;

    @BeforeEach
    void register() {
        api.post("/token-storage/service", VaultCallers.oauthService(name)).expect(200);
    }

    private void connect(String person, String accessToken, Instant expires) {
        api.post(
                        "/token-storage/user/" + person + "/token",
                        VaultCallers.oauthToken(name, accessToken, "refresh", expires.toString()))
                .expect(201);
    }

    @Test
    void aTokenIsGivenAsRfc6749HasItAndFromMemoryTheSecondTime() {
        connect(user, "a\\\"quoted\\\" token", Instant.now().plusSeconds(3600));

        for (int i = 0; i < 3; i++) {
            Answer answer = api.get(path + "/token?min_valid=600").expect(200);
            assertThat(answer.json().get("access_token").asString()).isEqualTo("a\"quoted\" token");
            assertThat(answer.json().get("token_type").asString()).isEqualTo("Bearer");
            assertThat(answer.json().get("expires_in").asInt()).isBetween(3500, 3600);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void aTokenOfUnknownEndIsGivenWithoutOne() {
        api.post("/token-storage/user/" + user + "/token", VaultCallers.token(name, "endless"))
                .expect(201);

        assertThat(api.get(path + "/token?min_valid=86400").expect(200).json().has("expires_in"))
                .isFalse();
    }

    @Test
    void aTokenThatDoesNotLiveLongEnoughIsNotGiven() {
        connect(user, "short", Instant.now().plusSeconds(100));
        api.get(path + "/token?min_valid=10").expect(200);

        Answer refused = api.get(path + "/token?min_valid=1000").expectError(503, "ERR12135", "TOKEN_UNAVAILABLE");

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        api.get(path + "/token?min_valid=10").expect(200);
        api.get(path + "/token?min_valid=-1")
                .expectError(400, "ERR11011", "VALIDATOR_REQUEST_PARAMETER_NUMBER_BELOW_MIN");
    }

    @Test
    void aDeadGrantAsksForThePersonAndShowsWhatWentWrong() {
        connect(user, "old", Instant.now().minusSeconds(10));
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update connection set status = 'reconnect_required', attempts = 1, last_error = 'invalid_grant',"
                                + " last_error_at = now(), refresh_due = null where user_id = ?",
                        user));

        Answer refused = api.get(path + "/token").expectError(409, "ERR12134", "RECONNECT_REQUIRED");

        assertThat(refused.description()).contains("invalid_grant");
        JsonNode shown = api.get(path).expect(200).json();
        assertThat(shown.get("status").asString()).isEqualTo("reconnect_required");
        assertThat(shown.get("lastError").asString()).isEqualTo("invalid_grant");
        assertThat(api.get("/connections?page=1&status=reconnect_required").json())
                .hasSize(1);
        assertThat(api.get("/connections?page=1&status=connected").json()).isEmpty();
    }

    @Test
    void aLeaseShowsAsRefreshing() {
        connect(user, "access", Instant.now().plusSeconds(3600));
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update connection set lease_until = now() + interval '1 minute' where user_id = ?", user));

        assertThat(api.get(path).json().get("status").asString()).isEqualTo("refreshing");
        assertThat(api.get("/connections?page=1&status=refreshing").json()).hasSize(1);
        assertThat(api.get("/connections?page=1&status=connected").json()).isEmpty();
        api.get("/connections?page=1&status=none").expect(400);
    }

    @Test
    void listsAreWalkedFromPageToPage() {
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            people.add("person-" + i + "-" + user);
            connect(people.getLast(), "access", Instant.now().plusSeconds(3600));
        }

        List<String> found = new ArrayList<>();
        String next = "/connections?page=1&pageSize=3&connector=" + name.toUpperCase(java.util.Locale.ROOT);
        while (next != null) {
            Answer page = api.get(next).expect(200);
            page.json().forEach(entry -> found.add(entry.get("user").asString()));
            next = nextOf(page);
        }
        assertThat(found).isEqualTo(people);

        found.clear();
        next = "/token-storage/token?pageSize=2";
        while (next != null) {
            Answer page = api.get(next).expect(200);
            page.json()
                    .get("list")
                    .forEach(entry ->
                            found.add(entry.at("/data/user/data/username").asString()));
            next = nextOf(page);
        }
        assertThat(found).isEqualTo(people);
        assertThat(api.get("/connections?page=1&user=" + people.get(3)).json()).hasSize(1);
    }

    private static String nextOf(Answer page) {
        String link = page.header("Link");
        if (link == null || !link.contains("rel=\"next\"")) {
            return null;
        }
        return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
    }

    @Test
    void disconnectingEndsWhatWasRemembered() {
        connect(user, "access", Instant.now().plusSeconds(3600));
        api.get(path + "/token").expect(200);

        api.delete(path).expect(204);

        api.get(path + "/token").expectError(404, "ERR12131", "CONNECTION_NOT_FOUND");
        api.delete(path).expectError(404, "ERR12131", "CONNECTION_NOT_FOUND");
    }

    @Test
    void anotherTokenTakesThePlaceOfARevokedOne() {
        connect(user, "old", Instant.now().plusSeconds(3600));
        String another = VaultCallers.oauthToken(
                name, "new", "refresh", Instant.now().plusSeconds(3600).toString());
        String tokens = "/token-storage/user/" + user + "/token";
        assertThat(api.post(tokens, another).expect(409).json().get("code").asString())
                .isEqualTo("ERR12133");
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update connection set status = 'revoked', sealed_tokens = null, expires = null, refresh_due = null,"
                                + " token_version = token_version + 1, last_error = 'unused' where user_id = ?",
                        user));

        api.post(tokens, another).expect(200);

        assertThat(api.get(path + "/token")
                        .expect(200)
                        .json()
                        .get("access_token")
                        .asString())
                .isEqualTo("new");
        JsonNode shown = api.get(path).expect(200).json();
        assertThat(shown.get("status").asString()).isEqualTo("connected");
        assertThat(shown.has("lastError")).isFalse();
        api.post(tokens, another).expect(409);
    }

    @Test
    void removingThePersonOrTheServiceEndsWhatWasRemembered() {
        connect(user, "access", Instant.now().plusSeconds(3600));
        api.get(path + "/token").expect(200);
        api.delete("/token-storage/user/" + user).expect(200);
        api.get(path + "/token").expect(404);

        connect(user, "again", Instant.now().plusSeconds(3600));
        api.get(path + "/token").expect(200);
        api.delete("/token-storage/service/" + name).expect(200);
        api.get(path + "/token").expect(404);
    }
}
