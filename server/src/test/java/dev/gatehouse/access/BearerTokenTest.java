package dev.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes for a bearer token and what does not. The forged ones are signed with the server's real key. */
class BearerTokenTest {
    private final TestServer server = TestServer.shared();
    private final ECKey key = signingKey();
    private final String clientId = server.bootstrap().get("clientId").asString();

    /** The server's own signing key, decrypted as the server does. */
    private ECKey signingKey() {
        MasterKey masterKey =
                MasterKey.read(server.data().resolve("master.key")).orElseThrow();
        return server.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select key_id, encrypted_key from signing_key where algorithm = 'ES256'")
                        .map((row, context) -> {
                            try {
                                String id = row.getString("key_id");
                                byte[] plain = masterKey.decrypt(row.getBytes("encrypted_key"), "signing_key/" + id);
                                return ECKey.parse(new String(plain, StandardCharsets.UTF_8));
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        })
                        .first());
    }

    private JWTClaimsSet.Builder claims() {
        String issuer = server.publicUrl().toString();
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(issuer)
                .subject(clientId)
                .claim("client_id", clientId)
                .claim("scope", "oauth.service.r")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    }

    private String signed(JWTClaimsSet claims) throws Exception {
        return signed(claims, "at+jwt", new ECDSASigner(key), key.getKeyID(), JWSAlgorithm.ES256);
    }

    private static String signed(
            JWTClaimsSet claims, String type, JWSSigner signer, String keyId, JWSAlgorithm algorithm) throws Exception {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType(type))
                .keyID(keyId)
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private Answer call(String token) {
        return server.admin().withToken(token).get("/oauth2/service?page=1");
    }

    private void refused(String token) {
        Answer refused = call(token).expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(refused.text()).doesNotContain(token);
    }

    @Test
    void aTokenSignedByTheServerPasses() throws Exception {
        call(signed(claims().build())).expect(200);
    }

    @Test
    void aTokenWithCharactersThatNoneHasIsRefused() throws Exception {
        String token = signed(claims().build());
        for (String changed : List.of(token + ",", token + "=", token.replaceFirst("\\.", ". "), token + "\u00FC")) {
            call(changed).expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        }
    }

    @Test
    void anExpiredTokenIsToldApart() throws Exception {
        Date past = Date.from(Instant.now().minus(Duration.ofMinutes(2)));

        call(signed(claims().expirationTime(past).build())).expectError(401, "ERR10001", "AUTH_TOKEN_EXPIRED");
    }

    @Test
    void s7_aTokenForAnotherAudienceOrOfAnotherIssuerIsRefused() throws Exception {
        refused(signed(claims().audience("orders").build()));
        refused(signed(claims().issuer("https://elsewhere.example").build()));
    }

    @Test
    void aTokenNotYetValidIsRefused() throws Exception {
        refused(signed(claims().notBeforeTime(Date.from(Instant.now().plus(Duration.ofMinutes(3))))
                .build()));
    }

    @Test
    void aTokenWithoutItsClaimsIsRefused() throws Exception {
        refused(signed(claims().subject(null).build()));
        refused(signed(claims().claim("client_id", null).build()));
        refused(signed(claims().expirationTime(null).build()));
        refused(signed(claims().audience((String) null).build()));
    }

    @Test
    void aTokenOfAClientThatIsNotRegisteredIsRefused() throws Exception {
        refused(signed(claims().subject("gone").claim("client_id", "gone").build()));
    }

    @Test
    void anotherKeyOrAlgorithmOrTypeIsRefused() throws Exception {
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        refused(signed(claims().build(), "at+jwt", new ECDSASigner(stranger), key.getKeyID(), JWSAlgorithm.ES256));
        refused(signed(claims().build(), "at+jwt", new ECDSASigner(key), "unknown", JWSAlgorithm.ES256));
        refused(signed(claims().build(), "JWT", new ECDSASigner(key), key.getKeyID(), JWSAlgorithm.ES256));
        byte[] publicKey = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        refused(signed(claims().build(), "at+jwt", new MACSigner(publicKey), key.getKeyID(), JWSAlgorithm.HS256));
        refused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void aChangedTokenIsRefused() throws Exception {
        String token = signed(claims().build());
        String[] parts = token.split("\\.");
        String wider = new String(java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("oauth.service.r", "oauth.service.w");
        String payload = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(wider.getBytes(StandardCharsets.UTF_8));

        call(token).expect(200);
        refused(parts[0] + "." + payload + "." + parts[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoTokenIsRefused(String token) {
        refused(token);
    }

    @Test
    void theTokenIsReadFromTheAuthorizationHeaderAlone() throws Exception {
        String token = signed(claims().build());

        server.admin().get("/oauth2/service?page=1&access_token=" + token).expect(401);
        server.admin()
                .get("/oauth2/service?page=1", "Authorization", "Basic " + token)
                .expectError(401, "ERR10002", "MISSING_AUTH_TOKEN");
        server.admin()
                .get("/oauth2/service?page=1", "Authorization", "bearer " + token)
                .expect(200);
        server.admin()
                .get("/oauth2/service?page=1", "Authorization", "Bearer " + token, "Authorization", "Bearer x")
                .expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
    }

    @Test
    void aVerifiedTokenIsRememberedOnlyUntilItExpires() throws Exception {
        // The clock skew lets a token pass a little after its expiry, but never from memory.
        String token = signed(
                claims().expirationTime(Date.from(Instant.now().plusSeconds(1))).build());
        call(token).expect(200);
        call(token).expect(200);
    }
}
