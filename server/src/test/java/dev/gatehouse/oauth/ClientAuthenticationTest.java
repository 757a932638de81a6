package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How clients prove who they are at the token endpoint, and for which grants. */
class ClientAuthenticationTest {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final ECKey key = newKey();
    private final String id = registered();
    private final String tokenEndpoint = server.publicUrl() + "/oauth2/token";

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String registered() {
        JsonNode client = api.post("/oauth2/client", """
                        {"clientName":"Signs","scope":"oauth.service.r","jwks":%s}
                        """.formatted(new JWKSet(key.toPublicJWK()).toString(true)))
                .expect(200)
                .json();
        assertThat(client.get("tokenEndpointAuthMethod").asString()).isEqualTo("private_key_jwt");
        assertThat(client.has("clientSecret")).isFalse();
        return client.get("clientId").asString();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(id)
                .subject(id)
                .audience(server.publicUrl().toString())
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change, ECKey signer) throws JOSEException {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                change.apply(claims()).build());
        assertion.sign(new ECDSASigner(signer));
        return assertion.serialize();
    }

    private Answer present(String assertion) {
        return presentAt("/oauth2/token", "grant_type=client_credentials", assertion);
    }

    private Answer presentAt(String path, String form, String assertion) {
        return server.open()
                .send(
                        "POST",
                        path,
                        form + "&client_assertion_type="
                                + URLEncoder.encode(ASSERTION_TYPE, StandardCharsets.UTF_8) + "&client_assertion="
                                + assertion,
                        "Content-Type",
                        "application/x-www-form-urlencoded");
    }

    private static void expectInvalidClient(Answer answer) {
        assertThat(answer.expect(401).json().get("error").asString()).isEqualTo("invalid_client");
    }

    @Test
    void aSignedAssertionProvesTheClient() throws Exception {
        PrivateKeyJWT authentication = new PrivateKeyJWT(
                new ClientID(id),
                URI.create(tokenEndpoint),
                JWSAlgorithm.ES256,
                key.toPrivateKey(),
                key.getKeyID(),
                null);

        TokenResponse response = TokenResponse.parse(
                new TokenRequest.Builder(URI.create(tokenEndpoint), authentication, new ClientCredentialsGrant())
                        .build()
                        .toHTTPRequest()
                        .send());

        assertThat(response.indicatesSuccess()).isTrue();
        assertThat(response.toSuccessResponse().getTokens().getAccessToken().getScope())
                .hasToString("oauth.service.r");
        present(signed(claims -> claims, key)).expect(200);
    }

    @Test
    void anAssertionWorksOnce() throws Exception {
        String assertion = signed(claims -> claims, key);

        present(assertion).expect(200);

        expectInvalidClient(present(assertion));
        expectInvalidClient(present(signed(claims -> claims.jwtID(null), key)));
    }

    /** The last character of a signature of 64 bytes has bits that mean nothing, and (r, -s) is as good as (r, s). */
    @Test
    void anAssertionIsTheSameHoweverItsSignatureIsWritten() throws Exception {
        String assertion = signed(claims -> claims, key);
        present(assertion).expect(200);

        int signature = assertion.lastIndexOf('.') + 1;
        String signedPart = assertion.substring(0, signature);
        for (String last : List.of("A", "B", "Q", "R", "g", "h", "w", "x")) {
            expectInvalidClient(present(assertion.substring(0, assertion.length() - 1) + last));
        }
        expectInvalidClient(present(signedPart + otherSignature(assertion.substring(signature))));
        assertThat(present(assertion + "%3D%3D").status()).isIn(400, 401);
    }

    private static String otherSignature(String signature) {
        byte[] both = new Base64URL(signature).decode();
        BigInteger order = Curve.P_256.toECParameterSpec().getOrder();
        byte[] s = order.subtract(new BigInteger(1, Arrays.copyOfRange(both, 32, 64)))
                .toByteArray();
        byte[] other = Arrays.copyOf(both, 64);
        Arrays.fill(other, 32, 64, (byte) 0);
        int length = Math.min(32, s.length);
        System.arraycopy(s, s.length - length, other, 64 - length, length);
        return Base64URL.encode(other).toString();
    }

    @Test
    void anAssertionIsForThisServerAlone() throws Exception {
        String issuer = server.publicUrl().toString();
        for (String stranger :
                List.of("https://elsewhere.example", issuer + "/", issuer + "/oauth2/code", tokenEndpoint)) {
            expectInvalidClient(present(signed(claims -> claims.audience(List.of(issuer, stranger)), key)));
            expectInvalidClient(present(signed(claims -> claims.audience(List.of(stranger, issuer)), key)));
        }
    }

    @Test
    void theIssuerAndWhatIsAskedAreAudiences() throws Exception {
        String issuer = server.publicUrl().toString();
        for (String name : List.of(issuer, tokenEndpoint)) {
            present(signed(claims -> claims.audience(name), key)).expect(200);
        }
        String introspection = issuer + "/oauth2/introspect";
        String forIntrospection = signed(claims -> claims.audience(introspection), key);
        expectInvalidClient(present(forIntrospection));
        presentAt("/oauth2/introspect", "token=x", forIntrospection).expect(200);
    }

    @Test
    void anAssertionThatFailsDoesNotUseUpItsId() throws Exception {
        String jti = UUID.randomUUID().toString();

        expectInvalidClient(present(signed(claims -> claims.jwtID(jti), newKey())));

        present(signed(claims -> claims.jwtID(jti), key)).expect(200);
    }

    @Test
    void refusesAssertionsThatAreNotForUsNotNowOrNotTheClients() throws Exception {
        Instant now = Instant.now();
        expectInvalidClient(present(signed(claims -> claims.audience("https://elsewhere.example"), key)));
        expectInvalidClient(present(signed(claims -> claims.expirationTime(Date.from(now.minusSeconds(90))), key)));
        expectInvalidClient(present(signed(claims -> claims.expirationTime(Date.from(now.plusSeconds(86_400))), key)));
        expectInvalidClient(present(signed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(600))), key)));
        expectInvalidClient(present(signed(claims -> claims.issuer("somebody"), key)));
        expectInvalidClient(present(signed(claims -> claims, newKey())));
        present(signed(claims -> claims.expirationTime(null), key)).expect(400);
    }

    @Test
    void refusesAssertionsThatAreNotSignedWithThePrivateKey() throws Exception {
        SignedJWT hashed = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
        hashed.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));

        expectInvalidClient(present(hashed.serialize()));
        assertThat(present(new PlainJWT(claims().build()).serialize()).status()).isIn(400, 401);
    }

    @Test
    void whetherTheClientExistsIsNotTold() throws Exception {
        String nobody = UUID.randomUUID().toString();

        Answer unknown = present(signed(claims -> claims.issuer(nobody).subject(nobody), key));
        Answer wrongKey = present(signed(claims -> claims, newKey()));

        assertThat(unknown.expect(401).json()).isEqualTo(wrongKey.expect(401).json());
    }

    @Test
    void aClientWithKeysHasNoSecretAndOneWithASecretNoKeys() throws Exception {
        TestServer.Registered other = server.newClient("admin");

        expectInvalidClient(server.open()
                .withBasic(id, "")
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials",
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
        expectInvalidClient(
                present(signed(claims -> claims.issuer(other.clientId()).subject(other.clientId()), key)));
    }

    @Test
    void anIdThatNothingCanHaveIsJustWrong() throws Exception {
        expectInvalidClient(server.open()
                .withBasic("a%00b", "x")
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials",
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
        expectInvalidClient(present(signed(claims -> claims.issuer("a\0b").subject("a\0b"), key)));
    }

    @Test
    void aClientGetsTheGrantsItIsRegisteredFor() {
        JsonNode client = api.post("/oauth2/client", """
                        {"clientName":"x","redirectUri":"https://a.example/cb",
                         "grantTypes":["authorization_code"]}
                        """).expect(200).json();

        Answer refused = server.open()
                .withBasic(
                        client.get("clientId").asString(),
                        client.get("clientSecret").asString())
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(400);

        assertThat(refused.json().get("error").asString()).isEqualTo("unauthorized_client");
    }

    @Test
    void aPublicClientGetsNoTokensOfItsOwn() {
        String open = api.post("/oauth2/client", "{\"clientName\":\"x\",\"clientType\":\"public\"}")
                .expect(200)
                .json()
                .get("clientId")
                .asString();

        expectInvalidClient(server.open()
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials&client_id=" + open,
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
    }
}
