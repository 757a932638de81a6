package dev.gatehouse.oauth.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.OpenApiContract;
import dev.gatehouse.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Client credentials (RFC 6749 section 4.4), keys and metadata, on the public listener. */
class TokenEndpointTest {
    private final TestServer server = TestServer.shared();
    private final TestServer.Registered client = server.newClient("admin", "orders.r", "orders.w");

    private Answer token(Api caller, String form) {
        return caller.send("POST", "/oauth2/token", form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private Api basic() {
        return server.open().withBasic(client.clientId(), client.secret());
    }

    @Test
    void issuesASignedAccessTokenOfRfc9068() throws Exception {
        JsonNode answer =
                token(basic(), "grant_type=client_credentials").expect(200).json();

        assertThat(answer.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.get("expires_in").asInt()).isEqualTo(600);
        assertThat(answer.get("scope").asString()).isEqualTo("orders.r orders.w");
        SignedJWT token = SignedJWT.parse(answer.get("access_token").asString());
        JWKSet keys = JWKSet.parse(server.open().get("/oauth2/jwks").expect(200).text());
        assertThat(token.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getJWTClaimsSet().getIssuer())
                .isEqualTo(server.publicUrl().toString());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(client.clientId());
        assertThat(token.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo(client.clientId());
        assertThat(token.getJWTClaimsSet().getAudience())
                .containsExactly(server.publicUrl().toString());
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(9)), Instant.now().plus(Duration.ofMinutes(10)));
    }

    @Test
    void clientsMayAuthenticateInTheBody() {
        token(
                        server.open(),
                        "grant_type=client_credentials&client_id=" + client.clientId() + "&client_secret="
                                + URLEncoder.encode(client.secret(), StandardCharsets.UTF_8))
                .expect(200);
    }

    @Test
    void credentialsInTheHeaderAreFormEncoded() {
        String encoded = client.clientId().replace("-", "%2D");

        token(server.open().withBasic(encoded, client.secret()), "grant_type=client_credentials")
                .expect(200);
    }

    @Test
    void theKeySetAndTheMetadataMayBeKeptAndTokensMayNot() {
        assertThat(token(basic(), "grant_type=client_credentials").header("Cache-Control"))
                .isEqualTo("no-store");
        assertThat(server.open().get("/oauth2/jwks").header("ETag")).isNotBlank();
        assertThat(server.open().get("/.well-known/oauth-authorization-server").header("Content-Type"))
                .startsWith("application/json");
    }

    @Test
    void metadataSaysNothingWithoutAValue() {
        for (String document :
                List.of("oauth-authorization-server", "openid-configuration", "oauth-protected-resource")) {
            JsonNode metadata =
                    server.open().get("/.well-known/" + document).expect(200).json();
            assertThat(metadata.valueStream())
                    .as(document)
                    .noneMatch(value -> value.isNull() || value.isArray() && value.isEmpty());
        }
        assertThat(server.open()
                        .get("/.well-known/oauth-protected-resource")
                        .json()
                        .get("resource")
                        .asString())
                .isEqualTo(server.publicUrl().toString());
    }

    @Test
    void theScopeMayBeNarrowed() {
        assertThat(token(basic(), "grant_type=client_credentials&scope=orders.r")
                        .expect(200)
                        .json()
                        .get("scope")
                        .asString())
                .isEqualTo("orders.r");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&scope=oauth.admin, 400, invalid_scope",
        "grant_type=client_credentials&scope=%22%C3%A9, 400, invalid_scope",
        "grant_type=client_credentials&resource=%22%C3%A9, 400, invalid_request",
        "grant_type=password&username=a&password=b, 400, unsupported_grant_type",
        "grant_type=, 400, invalid_request",
        "scope=orders.r, 400, invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials, 400, invalid_request",
        "grant_type=client_credentials&resource=https%3A%2F%2Felsewhere.example, 400, invalid_target",
    })
    void refusesWithTheErrorsOfRfc6749(String form, int status, String error) {
        Answer refused = token(basic(), form).expect(status);

        assertThat(refused.json().get("error").asString()).isEqualTo(error);
        assertThat(refused.json().get("error_description").asString()).isNotBlank();
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void wrongCredentialsAreOneAnswerWhateverIsWrong() {
        Answer wrongSecret = token(server.open().withBasic(client.clientId(), "wrong"), "grant_type=client_credentials")
                .expect(401);
        Answer wrongClient = token(
                        server.open().withBasic(UUID.randomUUID().toString(), "wrong"), "grant_type=client_credentials")
                .expect(401);
        Answer none = token(server.open(), "grant_type=client_credentials").expect(401);

        assertThat(wrongSecret.json()).isEqualTo(wrongClient.json());
        assertThat(wrongSecret.json().get("error").asString()).isEqualTo("invalid_client");
        assertThat(none.json().get("error").asString()).isEqualTo("invalid_client");
        assertThat(wrongSecret.header("WWW-Authenticate")).startsWith("Basic ");
    }

    @Test
    void requestsThatAreNoFormsGetAnOAuthErrorToo() {
        Answer json = basic().post("/oauth2/token", "{\"grant_type\":\"client_credentials\"}")
                .expect(400);
        Answer quoted = basic().send("POST", "/oauth2/token", "x", "Content-Type", "\"quoted\"")
                .expect(400);
        Answer empty = basic().send("POST", "/oauth2/token", "", "Content-Type", "application/x-www-form-urlencoded")
                .expect(400);
        Answer large = token(basic(), "grant_type=client_credentials&x=" + "y".repeat(70_000))
                .expect(413);

        assertThat(List.of(json, quoted, empty, large))
                .allSatisfy(answer ->
                        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_request"));
        server.open().get("/oauth2/token").expectError(405, "ERR10008", "METHOD_NOT_ALLOWED");
    }

    @Test
    void theEffectiveScopeFollowsWhatLinkedEndpointsRequire() {
        Api api = server.administrator();
        String id = "linked-" + UUID.randomUUID();
        api.post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"x","scope":"a b"}
                        """.formatted(id)).expect(200);
        api.post("/oauth2/service/" + id + "/endpoint", """
                        [{"endpoint":"/x@get","operation":"x","scope":"a"}]
                        """).expect(201);
        server.link(client.clientId(), id, "/x@get");
        assertThat(scope()).isEqualTo("orders.r orders.w a");

        api.post("/oauth2/service/" + id + "/endpoint", """
                        [{"endpoint":"/x@get","operation":"x","scope":"b"}]
                        """).expect(201);

        assertThat(scope()).isEqualTo("orders.r orders.w b");
    }

    private String scope() {
        return token(basic(), "grant_type=client_credentials")
                .expect(200)
                .json()
                .get("scope")
                .asString();
    }

    @Test
    void metadataIsWhatRfc8414Asks() throws Exception {
        Answer answer =
                server.open().get("/.well-known/oauth-authorization-server").expect(200);

        AuthorizationServerMetadata metadata = AuthorizationServerMetadata.parse(answer.text());
        assertThat(metadata.getIssuer().getValue()).isEqualTo(server.publicUrl().toString());
        assertThat(metadata.getTokenEndpointURI()).hasToString(server.publicUrl() + "/oauth2/token");
        assertThat(metadata.getJWKSetURI()).hasToString(server.publicUrl() + "/oauth2/jwks");
        assertThat(metadata.getGrantTypes())
                .containsExactlyInAnyOrder(
                        GrantType.CLIENT_CREDENTIALS,
                        GrantType.REFRESH_TOKEN,
                        GrantType.TOKEN_EXCHANGE,
                        GrantType.AUTHORIZATION_CODE,
                        GrantType.DEVICE_CODE,
                        GrantType.IMPLICIT);
        JsonNode resource = server.open()
                .get("/.well-known/oauth-protected-resource")
                .expect(200)
                .json();
        assertThat(resource.get("authorization_servers").get(0).asString())
                .isEqualTo(server.publicUrl().toString());
    }

    @Test
    void contractsListTheGrantTypesThatAreServed() {
        List<String> served = texts(server.open()
                .get("/.well-known/oauth-authorization-server")
                .expect(200)
                .json()
                .get("grant_types_supported"));

        assertThat(listed("clients.yaml", "ClientInput/properties/grantTypes/items/enum"))
                .containsExactlyInAnyOrderElementsOf(served);
        assertThat(listed("oauth.yaml", "TokenRequest/properties/grant_type/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        served.stream().filter(type -> !type.equals("implicit")).toList());
    }

    private static List<String> listed(String contract, String place) {
        return OpenApiContract.all().stream()
                .filter(each -> each.name().equals(contract))
                .map(each -> texts(each.document().at("/components/schemas/" + place)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void theKeySetShowsNoPrivateKey() {
        assertThat(server.open().get("/oauth2/jwks").text())
                .doesNotContain("\"d\"")
                .contains("\"kty\":\"EC\"");
    }

    @Test
    void s8_secretsAndSigningKeysAreNotReadableInTheDatabase() {
        List<String> rows = server.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                        select c::text from client c
                        union all select encode(encrypted_key, 'escape') from signing_key
                        """).mapTo(String.class).list());

        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(client.secret()) || row.contains("\"d\""));
    }
}
