package dev.gatehouse.oauth.clientauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is different with clients of the FAPI 2.0 security profile. */
class FapiClientsTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final RSAKey key = newKey();

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String described(String more) {
        return """
                {"clientName":"Signs","scope":"oauth.service.r","jwks":%s,"redirectUri":["https://app.example/cb"],
                 "grantTypes":["client_credentials","authorization_code"],"fapi":true%s}
                """.formatted(new JWKSet(key.toPublicJWK()).toString(true), more);
    }

    private void assertRefused(String description, String pointer) {
        assertThat(api.post("/oauth2/client", description).expect(400).description())
                .contains(pointer);
    }

    private Answer present(String id, JWSAlgorithm algorithm, String audience) throws JOSEException {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(id)
                        .subject(id)
                        .audience(audience)
                        .jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        assertion.sign(new RSASSASigner(key));
        Map<String, String> form = Map.of(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", assertion.serialize());
        return server.open()
                .send(
                        "POST",
                        "/oauth2/token",
                        Visitor.encoded(form),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
    }

    @Test
    void theyAreRegisteredAsTheProfileWantsThem() {
        for (String other : List.of("dpopBoundAccessTokens", "requirePushedAuthorizationRequests", "requirePkce")) {
            assertRefused(described(",\"" + other + "\":false"), "/" + other);
        }
        assertRefused(described(",\"signingAlgorithm\":\"RS256\""), "/signingAlgorithm");
        assertRefused(described("").replace("client_credentials", "implicit"), "/grantTypes");
        assertRefused("{\"clientName\":\"c\",\"fapi\":true}", "/fapi");

        JsonNode registered =
                api.post("/oauth2/client", described("")).expect(200).json();
        assertThat(registered.get("signingAlgorithm").asString()).isEqualTo("ES256");
    }

    @Test
    void theyAreTakenAsTheProfileWantsThem() throws Exception {
        String id = api.post("/oauth2/client", described(""))
                .expect(200)
                .json()
                .get("clientId")
                .asString();
        String issuer = server.publicUrl().toString();

        WebClient.assertRefused(present(id, JWSAlgorithm.PS256, issuer), "invalid_dpop_proof");
        for (Answer refused : List.of(
                present(id, JWSAlgorithm.RS256, issuer), present(id, JWSAlgorithm.PS256, issuer + "/oauth2/token"))) {
            assertThat(refused.expect(401).json().get("error").asString()).isEqualTo("invalid_client");
        }
        String asked = "/oauth2/code?response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&client_id=" + id
                + "&scope=oauth.service.r&code_challenge_method=S256&code_challenge=" + "a".repeat(43);
        assertThat(new Visitor(server.publicUrl()).get(asked).expect(303).header("Location"))
                .startsWith("https://app.example/cb?")
                .contains("error=invalid_request", "push");
    }
}
