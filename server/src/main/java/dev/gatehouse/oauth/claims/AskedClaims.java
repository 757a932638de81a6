package dev.gatehouse.oauth.claims;

import dev.gatehouse.clients.scope.Scopes;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The claims about the user that a client asked for one by one (OpenID Connect Core section 5.5), beside those of the scopes.
 * Immutable.
 *
 * @param idToken in the ID token
 * @param userinfo in answers of the userinfo endpoint
 */
public record AskedClaims(Set<TokenClaim> idToken, Set<TokenClaim> userinfo) {
    public static final AskedClaims NONE = new AskedClaims(Set.of(), Set.of());

    public AskedClaims {
        idToken = immutable(idToken);
        userinfo = immutable(userinfo);
    }

    /** Those that the scopes do not stand for already: what the user has to be asked about beside the scopes. */
    public Set<TokenClaim> beyond(Collection<String> scopes) {
        Set<TokenClaim> beyond = EnumSet.noneOf(TokenClaim.class);
        beyond.addAll(idToken);
        beyond.addAll(userinfo);
        beyond.removeAll(TokenClaim.ofScopes(scopes));
        return beyond;
    }

    /** As they are stored. */
    public static String text(Set<TokenClaim> claims) {
        return claims.stream().map(TokenClaim::text).collect(Collectors.joining(" "));
    }

    /** Those that were stored; a name that stands for nothing to ask for is left out. */
    public static Set<TokenClaim> read(@Nullable String text) {
        return text == null ? Set.of() : named(Scopes.split(text));
    }

    /** Those of the names that can be asked for; the others mean nothing (section 5.5.1). */
    public static Set<TokenClaim> named(Collection<String> names) {
        Set<TokenClaim> named = Arrays.stream(TokenClaim.values())
                .filter(claim -> claim.scope() != null && names.contains(claim.text()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenClaim.class)));
        return Collections.unmodifiableSet(named);
    }

    private static Set<TokenClaim> immutable(Set<TokenClaim> claims) {
        Set<TokenClaim> copy = EnumSet.noneOf(TokenClaim.class);
        copy.addAll(claims);
        return Collections.unmodifiableSet(copy);
    }
}
