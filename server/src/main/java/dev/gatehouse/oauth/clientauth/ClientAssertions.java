package dev.gatehouse.oauth.clientauth;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.assertions.jwt.JWTAssertionDetailsVerifier;
import com.nimbusds.oauth2.sdk.id.Audience;
import dev.gatehouse.clients.AuthenticationMethods;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.jwks.Signatures;
import dev.gatehouse.oauth.message.ClientAssertion;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Authenticates clients by an assertion they signed with their private key ({@code private_key_jwt}, RFC 7523 sections 2.2
 * and 3, OpenID Connect Core section 9). Each assertion works once. Thread-safe.
 */
public final class ClientAssertions {
    /** How signatures may be made. */
    public static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.EdDSA);

    /** FAPI 2.0 section 5.4.1: those alone. */
    private static final Set<JWSAlgorithm> FAPI_ALGORITHMS =
            Set.of(JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    private static final Duration MAX_LIFETIME = Duration.ofHours(1);
    private static final int CLOCK_SKEW_SECONDS = 60;
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("client-authentication+jwt"), null);

    private final Clients clients;
    private final Keys keys;
    private final UsedAssertionStore used;
    private final Clock clock;
    private final String issuer;
    private final Set<String> names;
    private final JWTAssertionDetailsVerifier claimsVerifier;

    /** An assertion that is no good, whoever signed it, and why. */
    static final class Unacceptable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unacceptable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Finds keys of clients. */
    @FunctionalInterface
    public interface Keys {
        /**
         * Those of the client with which a token with this header may be signed.
         *
         * @throws dev.gatehouse.api.ApiException ERR12137 or ERR12106 where they cannot be had now
         */
        List<JWK> of(Client client, JWSHeader header);
    }

    /**
     * @param issuer what alone names this server in assertions of FAPI clients (FAPI 2.0 section 5.3.2.1)
     * @param names what names it wherever an assertion is used: its issuer and its token endpoint
     * @param endpoints all that take assertions
     */
    public ClientAssertions(
            Clients clients,
            Keys keys,
            UsedAssertionStore used,
            String issuer,
            Set<String> names,
            Set<String> endpoints,
            Clock clock) {
        this.clients = clients;
        this.keys = keys;
        this.used = used;
        this.clock = clock;
        this.issuer = issuer;
        this.names = Set.copyOf(names);
        Set<Audience> ours = Stream.concat(names.stream(), endpoints.stream())
                .map(Audience::new)
                .collect(Collectors.toSet());
        this.claimsVerifier = new JWTAssertionDetailsVerifier(ours) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
        this.claimsVerifier.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    }

    /**
     * The client that signed the assertion; empty where it cannot be told that this client did.
     *
     * @param endpoint the URL that was asked
     * @throws Unacceptable when its claims would not do from anybody
     * @throws dev.gatehouse.api.ApiException ERR12137 or ERR12106 where the client's keys cannot be had now
     */
    Optional<Client> authenticate(ClientAssertion given, String endpoint) throws Unacceptable {
        JWTClaimsSet claims = acceptable(given, endpoint);
        Optional<Client> client = clients.findServed(given.getClientID().getValue())
                .filter(found -> found.tokenEndpointAuthMethod().equals(AuthenticationMethods.PRIVATE_KEY_JWT))
                .filter(found -> isSigned(given.getClientAssertion(), found));
        if (client.isPresent() && client.get().protocol().followsFapi()) {
            checkAsFapi(given.getClientAssertion(), claims);
        }
        if (client.isPresent() && !firstUse(given, claims)) {
            throw new Unacceptable("the client assertion was used before; make a new one for each request");
        }
        return client;
    }

    private void checkAsFapi(SignedJWT assertion, JWTClaimsSet claims) throws Unacceptable {
        if (!claims.getAudience().equals(List.of(issuer))) {
            throw new Unacceptable("the client assertion must have one aud: the issuer");
        }
        if (!FAPI_ALGORITHMS.contains(assertion.getHeader().getAlgorithm())) {
            throw new Unacceptable(
                    "the client assertion must be signed with an algorithm of FAPI 2.0: ES256, PS256 or EdDSA");
        }
    }

    private JWTClaimsSet acceptable(ClientAssertion given, String endpoint) throws Unacceptable {
        try {
            JWTClaimsSet claims = given.getClientAssertion().getJWTClaimsSet();
            claimsVerifier.verify(claims, null);
            if (claims.getExpirationTime().toInstant().isAfter(clock.instant().plus(MAX_LIFETIME))) {
                throw new Unacceptable("the client assertion is not acceptable: JWT expiration too far ahead");
            }
            String clientId = given.getClientID().getValue();
            if (!clientId.equals(claims.getIssuer()) || !clientId.equals(claims.getSubject())) {
                throw new Unacceptable("the client assertion must name the client as iss and as sub");
            }
            if (!isForUs(claims.getAudience(), endpoint)) {
                throw new Unacceptable("the client assertion must have one aud: the issuer or the URL that is asked");
            }
            if (claims.getJWTID() == null || claims.getJWTID().isEmpty()) {
                throw new Unacceptable("the client assertion must have a jti");
            }
            return claims;
        } catch (BadJWTException e) {
            throw new Unacceptable("the client assertion is not acceptable: " + e.getMessage());
        } catch (ParseException e) {
            throw new Unacceptable("the client assertion has claims that cannot be read");
        }
    }

    /** With several names, whoever one of them belongs to could use the assertion here (CVE-2025-27370). */
    private boolean isForUs(List<String> audience, String endpoint) {
        return audience.size() == 1 && (names.contains(audience.getFirst()) || endpoint.equals(audience.getFirst()));
    }

    private boolean isSigned(SignedJWT assertion, Client client) {
        return ALGORITHMS.contains(assertion.getHeader().getAlgorithm())
                && hasType(assertion)
                && keys.of(client, assertion.getHeader()).stream()
                        .anyMatch(key -> Signatures.isMadeWith(key, assertion));
    }

    private static boolean hasType(SignedJWT assertion) {
        try {
            TYPES.verify(assertion.getHeader().getType(), null);
            return true;
        } catch (BadJOSEException e) {
            return false;
        }
    }

    private boolean firstUse(ClientAssertion given, JWTClaimsSet claims) {
        Instant expires = claims.getExpirationTime().toInstant().plusSeconds(CLOCK_SKEW_SECONDS + 1L);
        byte[] assertion = (given.getClientID().getValue() + "\n" + claims.getJWTID()).getBytes(StandardCharsets.UTF_8);
        return used.firstUse(assertion, expires);
    }
}
