package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.session.Ground;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token may be used for, and by whom. Immutable.
 *
 * @param userId null for a client's own access
 * @param resource RFC 8707 resource or null
 * @param actor RFC 8693 act claim's subject or null
 * @param ground what ends it, for a user's; null for a client's own access
 * @param userinfo what userinfo tells of the user beside what the scope stands for
 * @param bounds until when, and by whom alone, the access token can be used
 */
public record TokenAccess(
        Client client,
        @Nullable String userId,
        Scope scope,
        @Nullable URI resource,
        @Nullable String actor,
        @Nullable Ground ground,
        Set<TokenClaim> userinfo,
        AccessTokens.Bounds bounds) {
    /** With a refresh token for while the user is away: that is not to end with the session. */
    TokenAccess refreshed() {
        Ground lasting =
                ground != null && scope.contains(OIDCScopeValue.OFFLINE_ACCESS) ? ground.withoutSession() : ground;
        return new TokenAccess(client, userId, scope, resource, actor, lasting, userinfo, bounds);
    }

    @Nullable
    Instant authenticated() {
        return ground == null ? null : ground.authenticated();
    }
}
