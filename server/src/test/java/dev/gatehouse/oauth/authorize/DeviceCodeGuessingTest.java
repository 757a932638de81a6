package dev.gatehouse.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Guesses at user codes and device codes (RFC 8628 section 5). */
class DeviceCodeGuessingTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final TestServer server = TestServer.shared();

    private final People people = new People(server);
    private final WebClient client = WebClient.register(server, "public", List.of(GRANT), "orders.r");

    private JsonNode begin() {
        return client.post("/oauth2/device_authorization", Map.of("scope", "orders.r"))
                .expect(200)
                .json();
    }

    @Test
    void s8_aCodeOfOnesOwnDoesNotMakeUpForWrongOnes() {
        Visitor guesser = people.signedIn(server.newUser());
        Answer page = guesser.get("/device");
        String own = begin().get("user_code").asString();
        for (int i = 0; i < 9; i++) {
            guesser.submit(page, Map.of("user_code", "BBBB-BBB" + "BCDFGHJKL".charAt(i)))
                    .expect(422);
            guesser.submit(page, Map.of("user_code", own)).expect(200);
        }
        guesser.submit(page, Map.of("user_code", "BBBB-BBBM")).expect(422);

        Answer stopped = guesser.submit(page, Map.of("user_code", own)).expect(429);

        assertThat(Integer.parseInt(stopped.header("Retry-After"))).isBetween(1, 901);
    }

    @Test
    void deviceCodesHave256BitsAndUserCodes34() {
        JsonNode device = begin();

        assertThat(device.get("device_code").asString()).matches("[A-Za-z0-9_-]{43}");
        assertThat(device.get("user_code").asString()).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(device.get("expires_in").asInt()).isEqualTo(600);
        assertThat(device.get("interval").asInt()).isEqualTo(5);
    }

    @Test
    void aUserCodeIsNoDeviceCode() {
        JsonNode device = begin();
        for (String guess : List.of(
                device.get("user_code").asString(),
                device.get("user_code").asString().replace("-", ""),
                device.get("device_code").asString().toLowerCase(java.util.Locale.ROOT),
                "A".repeat(43))) {
            Answer refused = client.post("/oauth2/token", Map.of("grant_type", GRANT, "device_code", guess));
            assertThat(refused.expect(400).json().get("error").asString()).isEqualTo("invalid_grant");
        }
    }

    @Test
    void theUserSeesTheCodeAndIsAskedEvenWhenTheLinkHoldsIt() {
        JsonNode device = begin();
        Visitor visitor = people.signedIn(server.newUser());

        Answer page = visitor.get("/device?user_code=" + device.get("user_code").asString());

        assertThat(page.text()).contains(device.get("user_code").asString()).doesNotContain("Connected");
        Answer consent =
                visitor.submit(page, Map.of("user_code", device.get("user_code").asString()));
        assertThat(consent.text())
                .contains("Allow access?", device.get("user_code").asString());
        assertThat(client.post(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        GRANT,
                                        "device_code",
                                        device.get("device_code").asString()))
                        .expect(400)
                        .json()
                        .get("error")
                        .asString())
                .isEqualTo("authorization_pending");
    }
}
