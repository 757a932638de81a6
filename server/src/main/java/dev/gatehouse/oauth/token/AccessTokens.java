package dev.gatehouse.oauth.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import dev.gatehouse.api.Json;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.protocol.ToldClaims;
import dev.gatehouse.oauth.claims.AuthenticationContext;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.keys.SigningKey;
import dev.gatehouse.oauth.keys.SigningKeys;
import dev.gatehouse.oauth.keys.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Issues JWT access tokens (RFC 9068). Thread-safe. */
public final class AccessTokens {
    /** RFC 9068 section 2.1. */
    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    /** For services that know no other; none of our tokens is typed so that is not an access token for a service. */
    static final JOSEObjectType OLDER_TYPE = JOSEObjectType.JWT;

    private final String issuer;
    private final Duration lifetime;
    private final JWSAlgorithm algorithm;
    private final TokenSigner signer;
    private final TokenSigner olderSigner;
    private final UserClaims users;
    private final Clock clock;

    /**
     * What a token says.
     *
     * @param subject the user, or the client for its own access (RFC 9068 section 2.2)
     * @param client whom it is issued to; its custom claims go with it
     * @param target the one resource it is for
     * @param origins ids of what it came from; empty where nothing but its own id can revoke it
     * @param delegation who acts for the subject, and who may; what it does not say, the client's own claims may say
     * @param user what it says of the user
     * @param bounds until when and by whom it can be used
     */
    public record Content(
            String subject,
            Client client,
            Scope scope,
            Resources.Target target,
            List<String> origins,
            Delegation delegation,
            OfUser user,
            Bounds bounds) {}

    /**
     * What a token says of its user. Immutable.
     *
     * @param authenticated when the user signed in; null for a client's own access
     * @param userinfo what userinfo tells beside what the scope stands for
     */
    public record OfUser(@Nullable Instant authenticated, Set<TokenClaim> userinfo) {
        /** The sign-in that another token tells of (RFC 9068 section 2.2.1); that token's userinfo is its client's alone. */
        public static OfUser ofSubject(JWTClaimsSet claims) {
            Object authenticated = claims.getClaim(TokenClaim.AUTH_TIME.text());
            return new OfUser(
                    authenticated instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null,
                    Set.of());
        }

        private @Nullable Long seconds() {
            return authenticated == null ? null : (Long) authenticated.getEpochSecond();
        }

        private @Nullable String context() {
            return authenticated == null ? null : AuthenticationContext.PASSWORD;
        }

        private List<String> names() {
            return userinfo.stream().map(TokenClaim::text).toList();
        }
    }

    /**
     * What bounds the use of a token. Immutable.
     *
     * @param notAfter when it expires at the latest, or null for the usual lifetime
     * @param boundTo the thumbprint of the key whose owner alone may use it (RFC 9449), or null for a bearer token
     */
    public record Bounds(
            @Nullable Instant notAfter, @Nullable String boundTo) {}

    /**
     * Who acts for the subject of a token, and who may (RFC 8693 sections 4.1 and 4.4). Immutable.
     *
     * @param act null where nobody acts but the subject
     * @param mayAct the only one whom it may be exchanged for; null for anybody
     */
    public record Delegation(
            @Nullable Map<String, Object> act, @Nullable Map<String, Object> mayAct) {
        static final Delegation NONE = new Delegation(null, null);

        /** Somebody who acts, as tokens name them. */
        public record Party(String issuer, String subject, String clientId) {
            private boolean is(String member, Object value) {
                return switch (member) {
                    case "iss" -> issuer.equals(value);
                    case "sub" -> subject.equals(value);
                    case "client_id" -> clientId.equals(value);
                    default -> false;
                };
            }
        }

        /** What a token says of it. A claim in a form of its own permits nobody. */
        public static Delegation of(JWTClaimsSet claims) {
            return new Delegation(object(claims, TokenClaim.ACT), object(claims, TokenClaim.MAY_ACT));
        }

        @SuppressWarnings("unchecked")
        private static @Nullable Map<String, Object> object(JWTClaimsSet claims, TokenClaim claim) {
            Object value = claims.getClaim(claim.text());
            if (value == null) {
                return null;
            }
            return value instanceof Map<?, ?> members ? (Map<String, Object>) members : Map.of();
        }

        /** Whether the party may act: all that {@code may_act} says has to be true of it. */
        public boolean permits(Party party) {
            return mayAct == null
                    || !mayAct.isEmpty()
                            && mayAct.entrySet().stream().allMatch(each -> party.is(each.getKey(), each.getValue()));
        }

        /** With the party acting: whoever acts now comes first, whoever acted before is nested in it. */
        public Delegation to(Party party) {
            Map<String, Object> acting = new LinkedHashMap<>();
            acting.put("sub", party.subject());
            acting.put("client_id", party.clientId());
            if (act != null) {
                acting.put("act", act);
            }
            return new Delegation(acting, mayAct);
        }
    }

    /**
     * @param algorithm what tokens are signed with where nobody asks for another, one of {@link SigningKey#ALGORITHMS}
     * @param users what tokens tell of them
     */
    public AccessTokens(
            String issuer, Duration lifetime, JWSAlgorithm algorithm, SigningKeys keys, UserClaims users, Clock clock) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.algorithm = algorithm;
        this.signer = new TokenSigner(keys, TYPE);
        this.olderSigner = new TokenSigner(keys, OLDER_TYPE);
        this.users = users;
        this.clock = clock;
    }

    public AccessToken issue(Content content) {
        return issue(content, null);
    }

    /** One whose answer names the token's type (RFC 8693 section 2.2.1). */
    public AccessToken issueInExchange(Content content) {
        return issue(content, TokenTypeURI.ACCESS_TOKEN);
    }

    private AccessToken issue(Content content, @Nullable TokenTypeURI named) {
        Instant now = clock.instant();
        Instant usual = now.plus(lifetime);
        Instant latest = content.bounds().notAfter();
        Instant expires = latest != null && latest.isBefore(usual) ? latest : usual;
        String token = signer(content.target())
                .sign(claims(content, now, expires), algorithm(content), now)
                .serialize();
        long seconds = Math.max(1, Duration.between(now, expires).toSeconds());
        return content.bounds().boundTo() == null
                ? new BearerAccessToken(token, seconds, content.scope(), named)
                : new DPoPAccessToken(token, seconds, content.scope(), named);
    }

    private TokenSigner signer(Resources.Target target) {
        return target.signing().typ().filter(OLDER_TYPE.getType()::equals).isPresent() ? olderSigner : signer;
    }

    /** The service's wish comes first, since it is who verifies the token. */
    private JWSAlgorithm algorithm(Content content) {
        String wanted =
                content.target().signing().algorithm().orElse(content.client().signingAlgorithm());
        return wanted == null ? algorithm : JWSAlgorithm.parse(wanted);
    }

    private JWTClaimsSet claims(Content content, Instant now, Instant expires) {
        return TokenClaim.Builder.beside(custom(content.client()))
                .with(TokenClaim.ISS, issuer)
                .with(TokenClaim.AUD, content.target().audience())
                .with(TokenClaim.SUB, content.subject())
                .with(TokenClaim.CLIENT_ID, content.client().clientId())
                .with(TokenClaim.SCOPE, content.scope().toString())
                .with(TokenClaim.JTI, TokenIds.random())
                .with(TokenClaim.IAT, now)
                .with(TokenClaim.EXP, expires)
                .with(TokenClaim.ORIGINS, content.origins())
                .with(TokenClaim.CNF, confirmation(content.bounds().boundTo()))
                .with(TokenClaim.ACT, content.delegation().act())
                .with(TokenClaim.MAY_ACT, content.delegation().mayAct())
                .with(TokenClaim.AUTH_TIME, content.user().seconds())
                .with(TokenClaim.ACR, content.user().context())
                .with(TokenClaim.USERINFO_CLAIMS, content.user().names())
                .with(users.standing(content.client(), content.subject()))
                .build();
    }

    private static @Nullable Object confirmation(@Nullable String thumbprint) {
        return thumbprint == null
                ? null
                : new JWKThumbprintConfirmation(new Base64URL(thumbprint))
                        .toJWTClaim()
                        .getValue();
    }

    /** Its own word is none for what we say of the user. */
    private static Map<String, Object> custom(Client client) {
        if (client.customClaim() == null) {
            return Map.of();
        }
        Map<String, Object> own = new LinkedHashMap<>(Json.plain(client.customClaim()));
        own.keySet()
                .removeIf(name -> ToldClaims.OF_ADMINISTRATORS.contains(name)
                        && client.protocol().told().contains(name));
        return own;
    }
}
