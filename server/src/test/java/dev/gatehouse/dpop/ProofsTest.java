package dev.gatehouse.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.http.auth.SentProof;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Which proofs prove something (RFC 9449 section 4.3). */
class ProofsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String URI = "https://api.example.org/v1/a%2Fb";
    private static final String TOKEN = "a.b.c";

    private final ProofKey key = new ProofKey();
    private final Proofs proofs = new Proofs(Clock.fixed(NOW, ZoneOffset.UTC));
    private int made;

    private String read(String... sent) throws InvalidProof {
        return proofs.keyOf(new SentProof("GET", List.of("https://other.example", URI + "?x=1"), List.of(sent)), TOKEN);
    }

    private JWTClaimsSet.Builder claims() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.US_ASCII));
        return new JWTClaimsSet.Builder()
                .jwtID("j" + made++)
                .claim("htm", "GET")
                .claim("htu", URI)
                .claim("ath", Base64URL.encode(hash).toString())
                .issueTime(Date.from(NOW));
    }

    private String with(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return signed(header(JWSAlgorithm.ES256, key.key.toPublicJWK(), "dpop+jwt"), change.apply(claims()));
    }

    private static JWSHeader header(JWSAlgorithm algorithm, JWK jwk, String type) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType(type))
                .jwk(jwk)
                .build();
    }

    private String signed(JWSHeader header, JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT proof = new SignedJWT(header, claims.build());
        proof.sign(new ECDSASigner(key.key));
        return proof.serialize();
    }

    private void assertRefused(String reason, String... sent) {
        assertThatThrownBy(() -> read(sent)).isInstanceOf(InvalidProof.class).hasMessageContaining(reason);
    }

    @Test
    void s35_aProofMayBeMadeWithEd25519() throws Exception {
        OctetKeyPair pair = new OctetKeyPairGenerator(Curve.Ed25519).generate();
        OctetKeyPair another = new OctetKeyPairGenerator(Curve.Ed25519).generate();
        SignedJWT proof = new SignedJWT(header(JWSAlgorithm.EdDSA, pair.toPublicJWK(), "dpop+jwt"), claims().build());
        proof.sign(new Ed25519Signer(pair));
        SignedJWT forged = new SignedJWT(header(JWSAlgorithm.EdDSA, pair.toPublicJWK(), "dpop+jwt"), claims().build());
        forged.sign(new Ed25519Signer(another));

        assertThatThrownBy(() -> read(forged.serialize())).isInstanceOf(InvalidProof.class);
        assertThat(read(proof.serialize())).isEqualTo(pair.computeThumbprint().toString());
    }

    @Test
    void s35_aProofTellsTheKeyOnceForItsRequest() throws Exception {
        String proof = with(claims -> claims);

        assertThat(read(proof)).isEqualTo(key.thumbprint());
        assertRefused("used before", proof);
        assertRefused("used before", with(claims -> claims.jwtID("j0")));
    }

    @Test
    void s35_whatNamesTheSameTargetIsTheSame() throws Exception {
        for (String same :
                List.of("HTTPS://API.example.org/v1/a%2Fb", "https://api.example.org:443/v1/a%2Fb", URI + "?y=2#f")) {
            assertThat(read(with(claims -> claims.claim("htu", same)))).isEqualTo(key.thumbprint());
        }
        for (String other : List.of(
                "https://api.example.org/v1/a/b",
                "https://api.example.org/v1/A%2Fb",
                "http://api.example.org/v1/a%2Fb",
                "https://api.example.org:444/v1/a%2Fb",
                "https://api.example.org.evil.example/v1/a%2Fb",
                "https://x@api.example.org/v1/a%2Fb",
                "/v1/a%2Fb",
                "")) {
            assertRefused("htu", with(claims -> claims.claim("htu", other)));
        }
    }

    @Test
    void s35_whatIsNotAsItHasToBeIsRefused() throws Exception {
        assertRefused("once");
        assertRefused("once", with(claims -> claims), with(claims -> claims));
        assertRefused("cannot be read", "x.y.z");
        assertRefused("cannot be read", with(claims -> claims).toUpperCase(java.util.Locale.ROOT));
        for (String claim : List.of("htm", "htu", "jti", "iat", "ath")) {
            assertRefused(claim, with(claims -> claims.claim(claim, null)));
        }
        assertRefused("htm", with(claims -> claims.claim("htm", "get")));
        assertRefused("ath", with(claims -> claims.claim("ath", "x")));
        assertRefused("jti", with(claims -> claims.jwtID(" ")));
        for (Duration off : List.of(Duration.ofSeconds(-61), Duration.ofSeconds(31), Duration.ofDays(400_000_000))) {
            assertRefused("iat", with(claims -> claims.issueTime(Date.from(NOW.plus(off)))));
        }
        read(with(claims -> claims.issueTime(Date.from(NOW.minusSeconds(60)))));
        read(with(claims -> claims.issueTime(Date.from(NOW.plusSeconds(30)))));
    }

    @Test
    void s35_strangersChooseNoKeyThatIsWeakOrCostly() throws Exception {
        assertRefused("type", signed(header(JWSAlgorithm.ES256, key.key.toPublicJWK(), "JWT"), claims()));
        assertRefused(
                "signature",
                signed(header(JWSAlgorithm.ES256, new ProofKey().key.toPublicJWK(), "dpop+jwt"), claims()));
        assertRefused("public key", signed(header(JWSAlgorithm.ES256, null, "dpop+jwt"), claims()));

        RSAKey usual = new RSAKeyGenerator(2048).generate();
        SignedJWT signed = new SignedJWT(header(JWSAlgorithm.RS256, usual.toPublicJWK(), "dpop+jwt"), claims().build());
        signed.sign(new RSASSASigner(usual));
        assertRefused("signed with one of", signed.serialize());
        signed = new SignedJWT(header(JWSAlgorithm.PS256, usual.toPublicJWK(), "dpop+jwt"), claims().build());
        signed.sign(new RSASSASigner(usual));
        assertThat(read(signed.serialize())).isEqualTo(usual.computeThumbprint().toString());

        Base64URL exponent = Base64URL.encode(BigInteger.valueOf(65537));
        Base64URL huge = Base64URL.encode(BigInteger.ONE.shiftLeft(8191).setBit(0));
        for (RSAKey costly : List.of(
                new RSAKey.Builder(huge, exponent).build(), new RSAKey.Builder(usual.getModulus(), huge).build())) {
            assertRefused("RSA", rsa(costly));
        }
    }

    private String rsa(RSAKey key) throws Exception {
        String head = header(JWSAlgorithm.PS256, key, "dpop+jwt").toBase64URL().toString();
        return head + "." + claims().build().toPayload().toBase64URL() + ".AAAA";
    }

    @Test
    void s35_aFullMemoryTakesNoMoreAndForgetsWithTime() throws Exception {
        SeenProofs seen = new SeenProofs(Duration.ofSeconds(90));
        for (long id = 0; id < SeenProofs.MAX_COUNT; id++) {
            seen.use(id, NOW);
        }
        assertThatThrownBy(() -> seen.use(-1, NOW)).hasMessageContaining("too many");
        assertThatThrownBy(() -> seen.use(0, NOW.plusSeconds(91))).hasMessageContaining("used before");
        seen.use(-1, NOW.plusSeconds(91));
        seen.use(0, NOW.plusSeconds(300));
    }
}
