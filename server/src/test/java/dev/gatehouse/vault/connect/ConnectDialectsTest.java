package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorCall;
import dev.gatehouse.testing.vendor.VendorSimulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Third parties that say and do things in their own way while people connect. */
class ConnectDialectsTest {
    private final ConnectFixture fixture = new ConnectFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void connect(Visitor visitor) {
        Answer page = ConnectFixture.follow(visitor, fixture.consent(fixture.begin(visitor)));
        assertThat(page.expect(200).text()).contains("<h1>Connected</h1>");
    }

    private String connection() {
        return "/connections/" + fixture.user + "/" + fixture.name;
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "user_denied", "user_cancelled_login", "ConsentDeclined", "cancel"})
    void aRefusalIsOneInAnyWords(String error) {
        fixture.registered();
        Visitor visitor = fixture.signedIn();
        String state = ConnectFixture.query("http://x" + fixture.consent(fixture.begin(visitor)))
                .get("state");

        assertThat(ConnectFixture.follow(visitor, "/connect/callback?error=" + error + "&state=" + state)
                        .text())
                .contains("was not allowed");
    }

    @Test
    void aRefusalWithoutItsStateLeadsBackInItsBrowser() {
        fixture.registered();
        Visitor visitor = fixture.signedIn();
        fixture.begin(visitor);

        assertThat(fixture.signedIn(fixture.server.newUser())
                        .get("/connect/callback?error=access_denied")
                        .status())
                .as("another browser")
                .isEqualTo(400);
        assertThat(ConnectFixture.follow(visitor, "/connect/callback?error=access_denied")
                        .text())
                .contains("was not allowed");
        assertThat(visitor.get("/connect/callback?code=x").status())
                .as("a code without its state")
                .isEqualTo(400);
    }

    @Test
    void whoListensIsToldOfConnectingAgain() {
        fixture.registered();
        Visitor visitor = fixture.signedIn();

        connect(visitor);
        connect(visitor);

        assertThat(events()).containsExactly("connection.connected", "connection.connected");
        assertThat(fixture.api.get(connection()).expect(200).json().has("refreshDt"))
                .isFalse();
    }

    private List<String> events() {
        return fixture.server
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select event_type from connection_event where connector = :name order by event_id
                                """)
                        .bind("name", fixture.name)
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void aPublicClientHasNoSecret() {
        String service = fixture.service(fixture.vendor.authorizeUrl().toString());
        fixture.api
                .post(
                        "/token-storage/service",
                        service.replace("\"client_secret\":\"" + VendorSimulator.CLIENT_SECRET + "\",", ""))
                .expect(200);
        fixture.vendor.answerNext(VendorAnswer.json(200, "{\"access_token\":\"access-1\"}"));

        connect(fixture.signedIn());

        VendorCall call = fixture.vendor.calls().getLast();
        assertThat(call.form())
                .containsEntry("client_id", VendorSimulator.CLIENT_ID)
                .doesNotContainKey("client_secret");
        assertThat(call.headers()).doesNotContainKey("authorization");
    }

    @Test
    void whatTheThirdPartyTellsIsGivenWithTheToken() {
        fixture.registered();
        fixture.vendor.answerNext(VendorAnswer.json(
                200,
                "{\"access_token\":\"access-1\",\"instance_url\":\"https://eu7.example.com\",\"id_token\":\"x\"}"));

        connect(fixture.signedIn());

        String token = fixture.api.get(connection() + "/token").expect(200).text();
        assertThat(token).contains("\"metadata\":{\"instance_url\":\"https://eu7.example.com\"}");
        fixture.api.delete(connection()).expect(204);
        assertThat(sealed()).as("dropped with the token").isZero();
    }

    private int sealed() {
        return fixture.server
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select count(*) from connection where connector = :name and sealed_tokens is not null
                                """)
                        .bind("name", fixture.name)
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void whatIsRegisteredAnewIsTriedAtOnce() {
        fixture.registered();
        connect(fixture.signedIn());
        fixture.server
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update connection set expires = now() where connector = ?", fixture.name));
        fixture.vendor.answerAlways(VendorAnswer.json(401, "{\"error\":\"invalid_client\"}"));
        await().untilAsserted(() ->
                fixture.api.get(connection() + "/token").expectError(503, "ERR12135", "TOKEN_UNAVAILABLE"));
        fixture.vendor.answerAlways(null);

        fixture.registered("\"displayName\":\"The Vendor\"");

        assertThat(fixture.vendor.grants().accepts(fixture.accessToken(fixture.user)))
                .isTrue();
    }
}
