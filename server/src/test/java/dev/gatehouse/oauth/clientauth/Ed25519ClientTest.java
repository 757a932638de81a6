package dev.gatehouse.oauth.clientauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clients whose keys are of Ed25519 (RFC 8037). */
class Ed25519ClientTest {
    private final TestServer server = TestServer.shared();
    private final OctetKeyPair key = newKey();
    private final ECKey other = new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
    private final Assertions client = registered("");

    Ed25519ClientTest() throws JOSEException {}

    private static OctetKeyPair newKey() throws JOSEException {
        return new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
    }

    private Assertions registered(String more) {
        return new Assertions(
                server,
                server.administrator()
                        .post("/oauth2/client", """
                                {"clientName":"Signs","scope":"oauth.service.r","jwks":%s%s}
                                """.formatted(
                                new JWKSet(List.of(key.toPublicJWK(), other.toPublicJWK())).toString(true), more))
                        .expect(200)
                        .json()
                        .get("clientId")
                        .asString());
    }

    private static void expectInvalidClient(Answer answer) {
        assertThat(answer.expect(401).json().get("error").asString()).isEqualTo("invalid_client");
    }

    @Test
    void anAssertionOfAnEd25519KeyProvesTheClientOnce() throws JOSEException {
        String assertion = client.signed(JWSAlgorithm.EdDSA, "ed", new Ed25519Signer(key));

        client.present(assertion).expect(200);

        expectInvalidClient(client.present(assertion));
    }

    @Test
    void anotherKeyOrAlgorithmDoesNot() throws JOSEException {
        String jti = UUID.randomUUID().toString();
        expectInvalidClient(client.present(client.signed(JWSAlgorithm.EdDSA, "ed", new Ed25519Signer(newKey()), jti)));
        expectInvalidClient(client.present(client.signed(JWSAlgorithm.EdDSA, "ec", new Ed25519Signer(key), jti)));
        expectInvalidClient(client.present(client.signed(JWSAlgorithm.ES384, "ed", new ECDSASigner(other), jti)));
        expectInvalidClient(client.present(
                client.signed(JWSAlgorithm.HS256, "ed", new MACSigner(key.getX().decode()), jti)));

        client.present(client.signed(JWSAlgorithm.EdDSA, "ed", new Ed25519Signer(key), jti))
                .expect(200);
    }

    @Test
    void aFapiClientSignsWithWhatTheProfileAllows() throws JOSEException {
        Assertions usual = registered("");
        usual.present(usual.signed(JWSAlgorithm.ES384, "ec", new ECDSASigner(other)))
                .expect(200);
        Assertions fapi = registered(",\"fapi\":true");

        expectInvalidClient(fapi.present(fapi.signed(JWSAlgorithm.ES384, "ec", new ECDSASigner(other))));
        Answer proven = fapi.present(fapi.signed(JWSAlgorithm.EdDSA, "ed", new Ed25519Signer(key)));
        assertThat(proven.expect(400).json().get("error").asString()).isEqualTo("invalid_dpop_proof");
    }

    @Test
    void theMetadataSaysSo() {
        var metadata = server.open()
                .get("/.well-known/oauth-authorization-server")
                .expect(200)
                .json();
        for (String member :
                new String[] {"token_endpoint_auth_signing_alg_values_supported", "dpop_signing_alg_values_supported"
                }) {
            assertThat(metadata.get(member).toString()).contains("\"EdDSA\"", "\"ES384\"", "\"PS256\"");
        }
    }
}
