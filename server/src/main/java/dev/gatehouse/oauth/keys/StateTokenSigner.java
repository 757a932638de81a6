package dev.gatehouse.oauth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * What other parts of this server hand out and want back unchanged: signed with our keys, of a type of its own, so that
 * none is taken for an access token, nor the other way round. Thread-safe.
 */
public final class StateTokenSigner {
    private static final JOSEObjectType TYPE = new JOSEObjectType("gatehouse-statement+jwt");

    private final String issuer;
    private final JWSAlgorithm algorithm;
    private final TokenSigner signer;
    private final Clock clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public StateTokenSigner(String issuer, JWSAlgorithm algorithm, SigningKeys keys, Clock clock) {
        this.issuer = issuer;
        this.algorithm = algorithm;
        this.signer = new TokenSigner(keys, TYPE);
        this.clock = clock;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(Set.copyOf(SigningKey.ALGORITHMS), keys));
        // Time is looked at below, by our own clock.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    /** The claims, signed, with our issuer added. */
    public String sign(JWTClaimsSet claims) {
        JWTClaimsSet ours = new JWTClaimsSet.Builder(claims).issuer(issuer).build();
        return signer.sign(ours, algorithm, clock.instant()).serialize();
    }

    /** The claims of a statement that was signed here and has not expired. */
    public Optional<JWTClaimsSet> verified(String statement) {
        try {
            JWTClaimsSet claims = processor.process(statement, null);
            Date expires = claims.getExpirationTime();
            Instant now = clock.instant();
            boolean good = issuer.equals(claims.getIssuer()) && expires != null && now.isBefore(expires.toInstant());
            return good ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }
}
