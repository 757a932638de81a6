package dev.gatehouse.oauth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens signed with RS256. */
class SigningAlgorithmTest {
    @Test
    void tokensAreSignedWithRs256WhereTheOperatorAsksForIt() throws Exception {
        try (TestServer server = TestServer.start(Map.of("GATEHOUSE_SIGNING_ALGORITHM", "rs256"))) {
            TestServer.Registered client = server.newClient("admin", "oauth.service.r");

            String value = server.token(client.clientId(), client.secret());

            SignedJWT token = SignedJWT.parse(value);
            JWKSet keys =
                    JWKSet.parse(server.open().get("/oauth2/jwks").expect(200).text());
            assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
            assertThat(token.verify(new RSASSAVerifier(
                            keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                    .isTrue();
            server.admin().withToken(value).get("/oauth2/service?page=1").expect(200);
        }
    }
}
