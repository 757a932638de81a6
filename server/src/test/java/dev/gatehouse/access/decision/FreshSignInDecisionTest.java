package dev.gatehouse.access.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Endpoints whose users have to have signed in of late (RFC 9470). */
class FreshSignInDecisionTest {
    private static final String PAY = "/v1/payments";

    private final TestServer server = TestServer.shared();
    private final GuardedApi pets = GuardedApi.register(server);
    private final TokenFixture fixture = new TokenFixture(server);

    @BeforeEach
    void register() {
        maxAges(300, 60);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void maxAges(int payments, int mine) {
        server.administrator()
                .post("/oauth2/service/" + pets.serviceId() + "/endpoint", """
                        [{"endpoint":"/v1/payments@get","operation":"payments","scope":"pets.r"},
                         {"endpoint":"/v1/payments@post","operation":"pay","scope":"pets.r","maxAge":%d},
                         {"endpoint":"/v1/payments/{id}@post","operation":"change","scope":"pets.r","maxAge":%d},
                         {"endpoint":"/v1/payments/mine@post","operation":"mine","scope":"pets.r","maxAge":%d}]
                        """.formatted(payments, payments, mine))
                .expect(201);
    }

    private Api signedIn(Duration ago) {
        return server.admin().withToken(fixture.tokenAfter(ago, "pets.r"));
    }

    private String challenge(Api gateway, String target) {
        Answer refused =
                pets.original(gateway, "POST", target).expectError(401, "ERR10004", "INSUFFICIENT_USER_AUTHENTICATION");
        assertThat(refused.header("WWW-Authenticate"))
                .startsWith("Bearer ")
                .contains(
                        "error=\"insufficient_user_authentication\"",
                        "error_description=\"This needs a token whose user signed in at most ",
                        "scope=\"pets.r\"",
                        "resource_metadata=");
        return refused.header("WWW-Authenticate").replaceAll(".*, (max_age=\"\\d+\")", "$1");
    }

    @Test
    void aSignInOfLateIsNeededWhereTheOwnerSaysSo() {
        Api fresh = signedIn(Duration.ofSeconds(30));
        Api old = signedIn(Duration.ofMinutes(10));
        Api client = pets.with("pets.r");

        for (int i = 0; i < 2; i++) { // from the database, then from memory
            pets.original(fresh, "POST", PAY).expect(200);
            assertThat(challenge(old, PAY)).isEqualTo("max_age=\"300\"");
            assertThat(challenge(client, PAY)).isEqualTo("max_age=\"300\"");
            pets.original(old, "GET", PAY).expect(200);
            pets.original(client, "GET", PAY).expect(200);
            pets.original(pets.withoutToken(), "POST", PAY).expectError(401, "ERR10002", "MISSING_AUTH_TOKEN");
        }
    }

    @Test
    void theStrictestOfSeveralEndpointsCounts() {
        Api between = signedIn(Duration.ofSeconds(120));

        pets.original(between, "POST", PAY + "/7").expect(200);
        assertThat(challenge(between, PAY + "/mine")).isEqualTo("max_age=\"60\"");
        assertThat(challenge(between, PAY + "/MINE")).as("read by some as mine").isEqualTo("max_age=\"60\"");
        assertThat(challenge(signedIn(Duration.ofMinutes(10)), PAY + "/MINE")).isEqualTo("max_age=\"60\"");
    }

    @Test
    void aTokenThatIsKnownIsJudgedAnew() {
        Api between = signedIn(Duration.ofSeconds(120));
        pets.original(between, "POST", PAY).expect(200);

        maxAges(60, 60);

        await().untilAsserted(() -> assertThat(challenge(between, PAY)).isEqualTo("max_age=\"60\""));
    }

    @Test
    void anExplanationSaysTheSame() {
        String path = "/access-explanation/" + pets.serviceId();
        String question = "{\"method\":\"POST\",\"uri\":\"/v1/payments\",\"token\":\"%s\"}";

        JsonNode old = server.administrator()
                .post(path, question.formatted(fixture.tokenAfter(Duration.ofMinutes(10), "pets.r")))
                .expect(200)
                .json();
        assertThat(old.get("status").asInt()).isEqualTo(401);
        assertThat(old.get("code").asString()).isEqualTo("ERR10004");
        assertThat(old.get("words").asString()).contains("at most 300 seconds ago");
        JsonNode need = old.get("endpoints").get(0);
        assertThat(need.get("maxAge").asInt()).isEqualTo(300);
        assertThat(need.get("accepted").asBoolean()).isFalse();
        assertThat(need.get("missing")).isEmpty();

        JsonNode fresh = server.administrator()
                .post(path, question.formatted(fixture.tokenAfter(Duration.ofSeconds(30), "pets.r")))
                .expect(200)
                .json();
        assertThat(fresh.get("allowed").asBoolean()).isTrue();
        assertThat(fresh.get("endpoints").get(0).get("accepted").asBoolean()).isTrue();

        String client = server.newClient("admin", "pets.r").clientId();
        JsonNode own = server.administrator()
                .get(path + "?method=POST&uri=/v1/payments&client=" + client)
                .expect(200)
                .json();
        assertThat(own.get("words").asString()).contains("tells of no sign-in");
    }

    @Test
    void itIsCountedAsARefusalAndPassesInShadowMode() {
        server.administrator()
                .put("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"Guarded","decisionMode":"shadow",
                         "scope":"pets.r pets.w pets.mine pets.admin"}
                        """.formatted(pets.serviceId()))
                .expect(200);

        Answer passed =
                pets.original(signedIn(Duration.ofMinutes(10)), "POST", PAY).expect(200);

        assertThat(passed.header("X-Decision-Mode")).isEqualTo("shadow");
        await().untilAsserted(() -> assertThat(server.administrator()
                        .get("/oauth2/service/" + pets.serviceId() + "/usage")
                        .json()
                        .get("refused")
                        .asInt())
                .isEqualTo(1));
    }
}
