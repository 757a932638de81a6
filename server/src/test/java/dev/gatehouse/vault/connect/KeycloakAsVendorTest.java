package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Keycloak;
import dev.gatehouse.testing.KeycloakRealm;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A real Keycloak is the third party: with sign-in, PKCE, its issuer in the answer, and refresh tokens that work once. */
@Tag("keycloak")
class KeycloakAsVendorTest {
    private static final String CLIENT = "portal";
    private static final String SECRET = "portal secret+1";

    private final KeycloakRealm realm = Keycloak.shared().newRealm();
    private final ConnectFixture fixture = new ConnectFixture();
    private final String path = "/connections/" + fixture.user + "/" + fixture.name;

    @BeforeEach
    void connect() {
        realm.change(Map.of("revokeRefreshToken", true, "refreshTokenMaxReuse", 0, "accessTokenLifespan", 60));
        realm.addClient(CLIENT, SECRET, CLIENT, fixture.server.publicUrl() + "/connect/callback");
        realm.addUser("maria", "maria@example.org", "pass");
        fixture.api
                .post("/token-storage/service", """
                        {"servicename":"%s","authorize_url":"%s?scope=openid","refresh_url":"%s","revoke_url":"%s",
                         "client_id":"%s","client_secret":"%s","implements":["fileStorage"],"issuer":"%s"}
                        """.formatted(
                                fixture.name,
                                realm.authorizationEndpoint(),
                                realm.tokenEndpoint(),
                                realm.revocationEndpoint(),
                                CLIENT,
                                SECRET,
                                realm.issuer()))
                .expect(200);
        Visitor visitor = fixture.signedIn();
        URI back = realm.signIn(URI.create(fixture.begin(visitor)), "maria", "pass");
        assertThat(ConnectFixture.follow(visitor, back.getRawPath() + "?" + back.getRawQuery())
                        .expect(200)
                        .text())
                .contains("<h1>Connected</h1>");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private JsonNode token(int minValid) {
        return fixture.api
                .get(path + "/token?min_valid=" + minValid)
                .expect(200)
                .json();
    }

    private Answer refresh() {
        return fixture.api.put("/token-storage/user/" + fixture.user + "/token/" + fixture.name, null);
    }

    private boolean isActive(JsonNode token) {
        return realm.introspect(CLIENT, SECRET, token.get("access_token").asString())
                .get("active")
                .asBoolean();
    }

    @Test
    void s19_tokensAreRefreshedOnDemandWithTheNewestRefreshTokenUntilTheGrantEndsThere() {
        JsonNode first = token(1);
        assertThat(first.get("expires_in").asInt()).isBetween(1, 60);
        assertThat(isActive(first)).isTrue();

        realm.change(Map.of("accessTokenLifespan", 300));
        JsonNode second = token(120);
        refresh().expect(200);
        JsonNode third = token(120);

        assertThat(second.get("expires_in").asInt()).isBetween(120, 300);
        assertThat(third.get("access_token")).isNotEqualTo(second.get("access_token"));
        assertThat(isActive(third)).isTrue();

        realm.endAllSessions();
        assertThat(refresh().expect(409).json().get("code").asString()).isEqualTo("ERR12134");
        assertThat(fixture.api.get(path).json().get("status").asString()).isEqualTo("reconnect_required");
    }

    @Test
    void disconnectingEndsTheGrantThere() {
        JsonNode token = token(1);
        assertThat(isActive(token)).isTrue();

        fixture.api.delete(path).expect(204);

        await().untilAsserted(() -> assertThat(isActive(token)).isFalse());
    }
}
