package dev.gatehouse.access.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.Keycloak;
import dev.gatehouse.testing.KeycloakRealm;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tokens of a real Keycloak, as docs/other-issuers.md has it set up. */
@Tag("keycloak")
class KeycloakTest {
    private static final String CALLBACK = "http://127.0.0.1:1/callback";

    private static KeycloakRealm realm;
    private static KeycloakRealm otherRealm;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        realm = Keycloak.shared().newRealm();
        otherRealm = Keycloak.shared().newRealm();
        for (KeycloakRealm each : new KeycloakRealm[] {realm, otherRealm}) {
            each.addScope("oauth.service.r");
            each.addScope("oauth.service.w");
            each.addScope("oauth.user.r");
            each.addClient(
                    "order-service",
                    "secret",
                    "gatehouse",
                    CALLBACK,
                    "oauth.service.r",
                    "oauth.service.w",
                    "oauth.user.r");
            each.addClient("elsewhere", "secret", "another-api", null, "oauth.service.r");
            each.addUser("maria", "maria@example.org", "pass", "service-keeper");
        }
        Path file = Files.writeString(TestServer.newDirectory().resolve("issuers.yaml"), """
                - issuer: %s
                  audience: gatehouse
                  scope-claim: [scope, realm_access.roles]
                  scopes: [oauth.service.*]
                  user-id-claim: preferred_username
                  clients:
                    order-service: shop
                """.formatted(realm.issuer()));
        server = TestServer.start(Map.of("GATEHOUSE_TRUSTED_ISSUERS", file.toString()));
        addUser("maria");
        addUser("shop");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void addUser(String userId) {
        server.administrator()
                .post("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"%s@example.org",
                         "password":"correct horse","passwordConfirm":"correct horse"}
                        """.formatted(userId, userId))
                .expect(200);
    }

    private static Api with(String token) {
        return server.admin().withToken(token);
    }

    private static Answer register(String token, String serviceId) {
        return with(token).post("/oauth2/service", """
                        {"serviceId":"%1$s","serviceType":"openapi","serviceName":"x","scope":"%1$s.r"}
                        """.formatted(serviceId));
    }

    private static String ownerOf(String serviceId) {
        return server.administrator()
                .get("/oauth2/service/" + serviceId)
                .expect(200)
                .json()
                .get("ownerId")
                .asString();
    }

    private static JsonNode mariasTokens(KeycloakRealm of) {
        return of.userTokens("order-service", "secret", "maria", "pass");
    }

    @Test
    void aServiceRegistersItselfWithTheTokenItGotForItself() {
        register(realm.clientToken("order-service", "secret"), "orders").expect(200);

        assertThat(ownerOf("orders")).isEqualTo("shop");
    }

    @Test
    void aPersonActsAsTheUserOfTheSameName() {
        String token = mariasTokens(realm).get("access_token").asString();

        register(token, "marias").expect(200);
        register(token, "orders-of-maria").expect(200);

        assertThat(ownerOf("marias")).isEqualTo("maria");
        with(realm.clientToken("order-service", "secret"))
                .delete("/oauth2/service/marias")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
    }

    @Test
    void aPersonSignsInThereAndActsHere() {
        URI back = realm.signIn(
                URI.create(realm.authorizationEndpoint() + "?response_type=code&client_id=order-service&scope=openid"
                        + "&nonce=n&redirect_uri=" + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8)),
                "maria",
                "pass");
        String code = back.getQuery().replaceFirst("(?:.*&)?code=([^&]+).*", "$1");
        JsonNode tokens = realm.ask(Map.of(
                "grant_type", "authorization_code",
                "client_id", "order-service",
                "client_secret", "secret",
                "redirect_uri", CALLBACK,
                "code", code));

        register(tokens.get("access_token").asString(), "signed-in").expect(200);

        assertThat(ownerOf("signed-in")).isEqualTo("maria");
    }

    @Test
    void s12_scopesBeyondThoseAllowedDoNotCount() {
        with(realm.clientToken("order-service", "secret"))
                .get("/oauth2/user?page=1")
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
    }

    @Test
    void s7_tokensForOthersOrOfOthersAreRefused() {
        refused(realm.clientToken("elsewhere", "secret"));
        refused(otherRealm.clientToken("order-service", "secret"));
        refused(mariasTokens(otherRealm).get("access_token").asString());
    }

    @Test
    void idTokensAndRefreshTokensAreNotTaken() {
        refused(mariasTokens(realm).get("id_token").asString());
        refused(mariasTokens(realm).get("refresh_token").asString());
    }

    private static void refused(String token) {
        with(token).get("/oauth2/service?page=1").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
    }

    @Test
    void aNewKeyOfTheRealmIsFound() {
        String before = realm.clientToken("order-service", "secret");
        with(before).get("/oauth2/service?page=1").expect(200);

        realm.rotateKeys();

        String after = realm.clientToken("order-service", "secret");
        assertThat(header(after)).isNotEqualTo(header(before));
        with(after).get("/oauth2/service?page=1").expect(200);
        with(before).get("/oauth2/service?page=1").expect(200);
    }

    private static String header(String token) {
        return token.substring(0, token.indexOf('.'));
    }
}
