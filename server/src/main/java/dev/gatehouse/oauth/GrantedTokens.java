package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.gatehouse.http.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Issues and revokes the tokens that follow from a user's or a client's authorization. Thread-safe. */
final class GrantedTokens implements TokenIssuer {
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Resources resources;
    private final Revocations revocations;

    GrantedTokens(
            AccessTokens accessTokens, RefreshTokens refreshTokens, Resources resources, Revocations revocations) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.resources = resources;
        this.revocations = revocations;
    }

    /** @throws dev.gatehouse.http.ApiException ERR12015 where the resource is no registered service any more */
    @Override
    public Tokens issue(Access access, boolean withRefreshToken, String origin) {
        Resources.Target target = target(access);
        UUID originId = origin == null ? null : TokenIds.ofOrigin(origin);
        RefreshToken refresh =
                withRefreshToken ? new RefreshToken(refreshTokens.begin(access, requireOrigin(originId))) : null;
        return new Tokens(accessToken(access, target, originId), refresh);
    }

    @Override
    public void revokeOrigin(String origin) {
        revocations.revokeOrigin(TokenIds.ofOrigin(origin));
    }

    @Override
    public void revokeGrants(String userId, String clientId) {
        revocations.revokeGrants(userId, clientId);
    }

    /** An access token for the target. */
    BearerAccessToken accessToken(Access access, Resources.Target target, UUID originId) {
        String clientId = access.client().clientId();
        Scope scope = target.narrowed(access.scope());
        return accessTokens.issue(new AccessTokens.Content(
                access.userId() == null ? clientId : access.userId(),
                clientId,
                scope,
                target.audience(),
                originId == null ? List.of() : List.of(originId.toString()),
                access.actor() == null ? null : Map.of("sub", access.actor()),
                access.authenticatedAt(),
                access.notAfter(),
                false));
    }

    private Resources.Target target(Access access) {
        if (access.resource() == null) {
            return resources.own();
        }
        try {
            return resources.of(access.resource().toString());
        } catch (GeneralException e) {
            throw ErrorCode.SERVICE_NOT_FOUND.with(access.resource());
        }
    }

    private static UUID requireOrigin(UUID originId) {
        if (originId == null) {
            throw new IllegalArgumentException("refresh tokens need an origin");
        }
        return originId;
    }
}
