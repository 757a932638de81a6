package dev.gatehouse.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A secret is replaced while the old one still works for as long as was said. */
class SecretRotationTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final JsonNode created = ClientsOfTests.create(api, "").expect(200).json();
    private final String id = created.get("clientId").asString();
    private final String first = created.get("clientSecret").asString();

    private JsonNode rotate(String query) {
        Answer answer = api.send("POST", "/oauth2/client/" + id + "/secret" + query, null)
                .expect(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return answer.json();
    }

    private int statusOf(String secret) {
        return ClientsOfTests.token(server, id, secret, "grant_type=client_credentials")
                .status();
    }

    @Test
    void bothWorkDuringTheOverlap() {
        JsonNode rotated = rotate("");

        String second = rotated.get("clientSecret").asString();
        assertThat(second).isNotEqualTo(first);
        assertThat(Instant.parse(rotated.get("oldSecretExpireDt").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
        assertThat(statusOf(first)).isEqualTo(200);
        assertThat(statusOf(second)).isEqualTo(200);
        assertThat(statusOf("neither")).isEqualTo(401);
    }

    @Test
    void theOldOneEndsWithTheOverlap() {
        String second = rotate("?overlapSeconds=600").get("clientSecret").asString();
        Clients later = new Clients(server.jdbi(), Clock.offset(Clock.systemUTC(), Duration.ofSeconds(601)));

        assertThat(later.authenticate(id, SecretValue.of(first))).isEmpty();
        assertThat(later.authenticate(id, SecretValue.of(second))).isPresent();
    }

    @Test
    void withoutAnOverlapEveryOldOneEndsAtOnce() {
        String second = rotate("").get("clientSecret").asString();

        JsonNode rotated = rotate("?overlapSeconds=0");

        assertThat(rotated.has("oldSecretExpireDt")).isFalse();
        assertThat(statusOf(first)).isEqualTo(401);
        assertThat(statusOf(second)).isEqualTo(401);
        assertThat(statusOf(rotated.get("clientSecret").asString())).isEqualTo(200);
    }

    @Test
    void oldOnesAreBoundedInNumber() {
        for (int i = 0; i < 12; i++) {
            rotate("?overlapSeconds=" + (1000 + i));
        }

        assertThat(hashes("select count(*)::text from client_previous_secret where client_id = :id"))
                .containsExactly("10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2592001", "soon"})
    void refusesAnOverlapOutOfRange(String seconds) {
        assertThat(api.send("POST", "/oauth2/client/" + id + "/secret?overlapSeconds=" + seconds, null)
                        .expect(400)
                        .description())
                .contains("overlapSeconds");
    }

    @Test
    void aClientWithoutSecretsGetsNone() {
        String open = ClientsOfTests.newId(api, ",\"clientType\":\"public\"");

        api.send("POST", "/oauth2/client/" + open + "/secret", null)
                .expectError(409, "ERR12120", "CLIENT_WITHOUT_SECRET");
    }

    @Test
    void s8_noSecretIsReadableInTheDatabase() {
        String second = rotate("").get("clientSecret").asString();

        List<String> rows = hashes("""
                select c::text from client c where client_id = :id
                union all select p::text from client_previous_secret p where client_id = :id
                union all select a::text from audit a where subject = 'client/' || :id
                """);

        assertThat(rows).hasSize(4).noneMatch(row -> row.contains(first) || row.contains(second));
    }

    private List<String> hashes(String sql) {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("id", id)
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void s9_secretsHideInText() {
        SecretValue secret = SecretValue.of(first);

        assertThat(new NewSecret(id, secret, null).toString()).doesNotContain(first);
        assertThat(secret.toString()).doesNotContain(first);
        assertThat(new ShownClient(Client.service(id, "x", "admin", ""), secret, List.of()).toString())
                .doesNotContain(first);
    }
}
