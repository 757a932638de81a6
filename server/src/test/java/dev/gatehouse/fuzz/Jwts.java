package dev.gatehouse.fuzz;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

/** JWTs of what was made up: signed with a key that is known here, since what nobody signed is not looked into. */
public final class Jwts {
    /** The examples end half an hour later. */
    public static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(4_102_443_000L), ZoneOffset.UTC);

    private final ECKey key;
    private final ECDSASigner signer;

    public Jwts() {
        try {
            key = new ECKeyGenerator(Curve.P_256).generate();
            signer = new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the key is known. */
    public JWKSource<SecurityContext> keys() {
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    /** @param sent header and claims with a line break between them; without one it is the token itself */
    public String of(byte[] sent) throws JOSEException {
        int end = 0;
        while (end < sent.length && sent[end] != '\n') {
            end++;
        }
        if (end == sent.length) {
            return new String(sent, StandardCharsets.UTF_8);
        }
        String signed = Base64URL.encode(Arrays.copyOf(sent, end)) + "."
                + Base64URL.encode(Arrays.copyOfRange(sent, end + 1, sent.length));
        return signed + "."
                + signer.sign(new JWSHeader(JWSAlgorithm.ES256), signed.getBytes(StandardCharsets.US_ASCII));
    }
}
