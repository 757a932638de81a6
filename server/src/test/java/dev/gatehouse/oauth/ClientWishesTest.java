package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.TokenFixture.claims;
import static dev.gatehouse.oauth.TokenFixture.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What clients and services may ask for in the tokens that concern them. */
class ClientWishesTest {
    private final TestServer server = TestServer.shared();

    private TestServer.Registered client(String members) {
        JsonNode created = server.administrator()
                .post("/oauth2/client", "{\"clientName\":\"Wishes\",\"scope\":\"oauth.service.r\"" + members + "}")
                .expect(200)
                .json();
        return new TestServer.Registered(
                created.get("clientId").asString(), created.get("clientSecret").asString());
    }

    private String token(TestServer.Registered client, String... more) {
        Answer answer = TokenFixture.form(server, client, "/oauth2/token", "grant_type=client_credentials", more);
        return TokenFixture.member(answer.expect(200), "access_token");
    }

    private static String algorithm(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getAlgorithm().getName();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void customClaimsGoWithTheTokens() throws ParseException {
        TestServer.Registered client =
                client(",\"customClaim\":{\"tenant\":\"north\",\"limits\":{\"orders\":[1,2.5,true]}}");

        var claims = claims(token(client));

        assertThat(claims.getStringClaim("tenant")).isEqualTo("north");
        assertThat(claims.getJSONObjectClaim("limits")).containsEntry("orders", List.of(1L, 2.5, true));
        assertThat(claims.getSubject()).isEqualTo(client.clientId());
    }

    @Test
    void aClientsTokensAreSignedAsItAsks() throws Exception {
        String token = token(client(",\"signingAlgorithm\":\"RS256\""));

        JWKSet keys = JWKSet.parse(server.open().get("/oauth2/jwks").text());
        SignedJWT parsed = SignedJWT.parse(token);
        var key = keys.getKeyByKeyId(parsed.getHeader().getKeyID()).toRSAKey();
        assertThat(parsed.verify(new RSASSAVerifier(key))).isTrue();
        server.admin().withToken(token).get("/oauth2/service?page=1").expect(200);
        assertThat(algorithm(token(client("")))).isEqualTo("ES256");
    }

    @Test
    void aServicesTokensAreSignedAsItAsksWhateverTheClientAsks() {
        String service = "svc-" + UUID.randomUUID();
        server.administrator().post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"x","scope":"oauth.service.r",
                         "signingAlgorithm":"RS256"}
                        """.formatted(service)).expect(200);
        String resource = "resource=" + encoded(server.publicUrl() + "/" + service);

        assertThat(algorithm(token(client(",\"signingAlgorithm\":\"ES256\""), resource)))
                .isEqualTo("RS256");
    }

    @Test
    void aServicesTokensAreTypedAsItAsksAndThoseForEverybodyAsUsual() throws Exception {
        String service = "svc-" + UUID.randomUUID();
        String body = """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"x","scope":"oauth.service.r","accessTokenTyp":"%s"}
                """;
        server.administrator()
                .post("/oauth2/service", body.formatted(service, "token"))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        server.administrator()
                .post("/oauth2/service", body.formatted(service, "JWT"))
                .expect(200);
        String resource = "resource=" + encoded(server.publicUrl() + "/" + service);

        String older = token(client(""), resource);
        assertThat(SignedJWT.parse(older).getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(SignedJWT.parse(token(client(""))).getHeader().getType().getType())
                .isEqualTo("at+jwt");
        server.admin()
                .withToken(older)
                .get("/oauth2/service?page=1")
                .expectError(401, "ERR10000", "INVALID_AUTH_TOKEN"); // it is for the service alone
        assertThat(server.admin()
                        .withToken(older)
                        .get("/access/" + service, "X-Forwarded-Method", "GET", "X-Forwarded-Uri", "/nothing")
                        .status())
                .as("known at decisions: nothing is at the path")
                .isEqualTo(403);
    }

    @Test
    void anotherAlgorithmIsRefused() {
        server.administrator()
                .post("/oauth2/client", "{\"clientName\":\"x\",\"signingAlgorithm\":\"none\"}")
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void anIdTokenIsSignedAsTheClientAsks() throws Exception {
        WebClient client = WebClient.confidential(server, "orders.r");
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update client set signing_algorithm = 'ES256' where client_id = ?", client.id()));
        Visitor visitor = new Visitor(server.publicUrl());
        Answer consent =
                visitor.signIn(visitor.get(client.url("scope", "openid orders.r")), server.newUser(), "correct horse");
        Answer back = visitor.submit(consent, Map.of("decision", "allow"));

        JsonNode tokens =
                client.redeem(WebClient.value(back, "code")).expect(200).json();

        String idToken = tokens.get("id_token").asString();
        assertThat(algorithm(idToken)).isEqualTo("ES256");
        assertThat(visitor.get("/logout?id_token_hint=" + idToken).text()).doesNotContain("<form");
    }

    @Test
    void whatNoServiceDeclaresAnyMoreIsNotIssued() {
        String service = TokenFixture.newService(server, "wished.r");
        TestServer.Registered client = client("");
        server.administrator()
                .put("/oauth2/client", """
                        {"clientId":"%s","clientName":"Wishes","scope":"oauth.service.r wished.r"}
                        """.formatted(client.clientId()))
                .expect(200);
        assertThat(claims(token(client)).getClaim("scope")).isEqualTo("oauth.service.r wished.r");

        server.administrator().delete("/oauth2/service/" + service).expect(204);

        assertThat(claims(token(client)).getClaim("scope")).isEqualTo("oauth.service.r");
    }
}
