package dev.gatehouse.oauth.authorize;

import static dev.gatehouse.oauth.WebClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.AuthorizationServer;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.store.RetentionJob;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The device authorization grant (RFC 8628). */
class DeviceTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client = WebClient.register(server, "public", List.of(GRANT), "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());

    private JsonNode begin() {
        return client.post("/oauth2/device_authorization", Map.of("scope", "orders.r"))
                .expect(200)
                .json();
    }

    private Answer poll(JsonNode device) {
        return client.post(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        GRANT,
                        "device_code",
                        device.get("device_code").asString()));
    }

    private Answer decide(JsonNode device, String decision) {
        Answer login = visitor.get("/device");
        visitor.signIn(login, user, "correct horse").expect(303);
        String code = device.get("user_code").asString().toLowerCase().replace("-", " ");
        Answer consent = visitor.submit(visitor.get("/device"), Map.of("user_code", code))
                .expect(200);
        assertThat(consent.text())
                .contains("Allow access?", "orders.r", device.get("user_code").asString());
        return visitor.submit(consent, Map.of("decision", decision)).expect(200);
    }

    @Test
    void aUserConnectsADevice() {
        JsonNode device = begin();
        assertThat(device.get("verification_uri").asString()).isEqualTo(server.publicUrl() + "/device");
        assertRefused(poll(device), "authorization_pending");

        assertThat(decide(device, "allow").text()).contains("Connected");

        waitForNextPoll();
        assertThat(poll(device).expect(200).json().get("scope").asString()).isEqualTo("orders.r");
        assertRefused(poll(device), "invalid_grant");
    }

    private void waitForNextPoll() {
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update device_authorization set next_poll = now() where client_id = ?", client.id()));
    }

    @Test
    void whoAsksTooFastMustSlowDown() {
        JsonNode device = begin();

        assertRefused(poll(device), "authorization_pending");
        assertRefused(poll(device), "slow_down");
        int interval = server.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select poll_interval from device_authorization where client_id = ?")
                        .bind(0, client.id())
                        .mapTo(Integer.class)
                        .one());
        assertThat(interval).isEqualTo(10);
    }

    @Test
    void aDeniedDeviceLearnsOfIt() {
        JsonNode device = begin();

        decide(device, "deny");

        assertRefused(poll(device), "access_denied");
    }

    @Test
    void anExpiredDeviceLearnsOfIt() {
        JsonNode device = begin();
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update device_authorization set expires = now() where client_id = ?", client.id()));
        new RetentionJob(server.jdbi(), AuthorizationServer.expiring(Duration.ofMinutes(10))).remove();

        assertRefused(poll(device), "expired_token");
    }

    @Test
    void anotherClientsDeviceCodeIsNothing() {
        WebClient other = WebClient.register(server, "public", List.of(GRANT), "orders.r");

        assertRefused(
                other.post(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                GRANT,
                                "device_code",
                                begin().get("device_code").asString())),
                "invalid_grant");
        assertRefused(
                WebClient.confidential(server, "orders.r")
                        .post("/oauth2/device_authorization", Map.of("scope", "orders.r")),
                "unauthorized_client");
    }

    @Test
    void guessingUserCodesIsStopped() {
        visitor.signIn(visitor.get("/device"), user, "correct horse").expect(303);
        Answer page = visitor.get("/device");
        for (int i = 0; i < 10; i++) {
            visitor.submit(page, Map.of("user_code", "BBBB-BBBB")).expect(422);
        }

        visitor.submit(page, Map.of("user_code", begin().get("user_code").asString()))
                .expect(429);
    }

    @Test
    void theLinkWithTheCodeFillsItIn() {
        JsonNode device = begin();
        Answer login =
                visitor.get("/device?user_code=" + device.get("user_code").asString());

        Answer reached = visitor.signIn(login, user, "correct horse").expect(303);

        assertThat(visitor.get(reached.header("Location")).text())
                .contains("value=\"" + device.get("user_code").asString() + "\"");
    }
}
