package dev.gatehouse.oauth.claims;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every claim of the tokens of this server, by its registered name in lower case. Tokens and what is said of users are made
 * of these alone, so a client's own claims can take the place of none.
 */
public enum TokenClaim {
    SUB(true),
    ISS(true),
    AUD(true),
    EXP(true),
    IAT(true),
    AUTH_TIME(true),
    NONCE(true),
    ACR(true),
    AMR(true),
    AZP(true),
    AT_HASH(true),
    /** The session that an ID token comes from, of which its client hears the end. */
    SID(true),
    NAME("profile"),
    GIVEN_NAME("profile"),
    FAMILY_NAME("profile"),
    MIDDLE_NAME("profile"),
    NICKNAME("profile"),
    PROFILE("profile"),
    PICTURE("profile"),
    WEBSITE("profile"),
    GENDER("profile"),
    BIRTHDATE("profile"),
    ZONEINFO("profile"),
    LOCALE("profile"),
    PREFERRED_USERNAME("profile"),
    UPDATED_AT("profile"),
    EMAIL("email"),
    EMAIL_VERIFIED("email"),
    ROLES(true),
    GROUPS(true),
    CLIENT_ID(false),
    SCOPE(false),
    JTI(false),
    /** Which key it is bound to (RFC 7800). */
    CNF(false),
    ACT(false),
    /** Who alone may act for the subject: an administrator says it of a client's tokens, and exchanges keep to it. */
    MAY_ACT(false),
    /** The ids of what a token came from: whoever revokes one of them revokes the token. */
    ORIGINS(false),
    /** What userinfo tells of the user for this token beside what its scope stands for. */
    USERINFO_CLAIMS(false);

    /** Claims we do not set, but others believe: of sessions, of other kinds of tokens. */
    private static final Set<String> BELIEVED = Set.of("nbf", "c_hash", "s_hash", "events");

    /** Clients may say these in access tokens, where we do not, or only as they said it. */
    private static final Set<TokenClaim> FREE = EnumSet.of(
            MAY_ACT,
            ROLES,
            GROUPS,
            MIDDLE_NAME,
            NICKNAME,
            PROFILE,
            PICTURE,
            WEBSITE,
            GENDER,
            BIRTHDATE,
            ZONEINFO,
            LOCALE);

    private static final Set<String> RESERVED = Stream.concat(
                    Arrays.stream(values())
                            .filter(claim -> !FREE.contains(claim))
                            .map(TokenClaim::text),
                    BELIEVED.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final boolean openid;
    private final @Nullable String scope;

    TokenClaim(boolean openid) {
        this.openid = openid;
        this.scope = null;
    }

    TokenClaim(String scope) {
        this.openid = true;
        this.scope = scope;
    }

    /** Which scope asks for it together with others; null where it is no claim about the user that can be asked for. */
    public @Nullable String scope() {
        return scope;
    }

    /** All that the scopes ask for (OpenID Connect Core section 5.4). */
    public static Set<TokenClaim> ofScopes(Collection<String> scopes) {
        return Arrays.stream(values())
                .filter(claim -> claim.scope != null && scopes.contains(claim.scope))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenClaim.class)));
    }

    /** As it stands in tokens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that clients of OpenID Connect get to see ({@code claims_supported}). */
    public static Stream<String> ofOpenid() {
        return Arrays.stream(values()).filter(claim -> claim.openid).map(TokenClaim::text);
    }

    /** The names that no client may give to a claim of its own. */
    public static Set<String> reserved() {
        return RESERVED;
    }

    /** The claims of one token while it is made. What is null or an empty list is left out. Not thread-safe. */
    public static final class Builder {
        private final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();

        /** A client's own, which never take the place of one of ours. */
        public static Builder beside(Map<String, Object> custom) {
            Builder made = new Builder();
            custom.forEach((name, value) -> {
                if (!RESERVED.contains(name)) {
                    made.claims.claim(name, value);
                }
            });
            return made;
        }

        public Builder with(TokenClaim claim, @Nullable Object value) {
            boolean nothing = value instanceof Collection<?> all && all.isEmpty();
            if (value != null && !nothing) {
                claims.claim(claim.text(), value);
            }
            return this;
        }

        /** To the second. */
        public Builder with(TokenClaim claim, Instant time) {
            return with(claim, time == null ? null : (Object) Date.from(time));
        }

        public Builder with(Map<TokenClaim, Object> more) {
            more.forEach((claim, value) -> with(claim, value));
            return this;
        }

        public JWTClaimsSet build() {
            return claims.build();
        }
    }
}
