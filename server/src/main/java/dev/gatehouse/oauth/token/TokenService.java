package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.gatehouse.clients.ClientType;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.message.OAuthErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues and revokes the tokens that follow from a user's or a client's authorization. Thread-safe. */
public final class TokenService {
    private final ClientScopes scopes;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Resources resources;
    private final Consents consents;
    private final Revocations revocations;

    public TokenService(
            ClientScopes scopes,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Resources resources,
            Consents consents,
            Revocations revocations) {
        this.scopes = scopes;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.resources = resources;
        this.consents = consents;
        this.revocations = revocations;
    }

    /**
     * An access token, and with refresh a new refresh-token family bound to {@code origin} (e.g. "code/&lt;id&gt;"), so
     * that all that came from it can be revoked together.
     *
     * @throws GeneralException invalid_grant where the user has taken back what was allowed to the client, invalid_target
     *     where the resource is no registered service any more, invalid_scope where nothing of the scope is of use there
     */
    public Tokens issue(TokenAccess access, boolean withRefreshToken, String origin) throws GeneralException {
        UUID originId = TokenIds.ofOrigin(origin);
        if (!withRefreshToken) {
            return new Tokens(accessToken(access, target(access), originId), null);
        }
        TokenAccess refreshed = access.refreshed();
        AccessToken token = accessToken(refreshed, target(access), originId);
        return new Tokens(token, new RefreshToken(refreshTokens.begin(refreshed, originId)));
    }

    /** Revokes every token that came from an origin (S3: replay of a code). */
    public void revokeOrigin(String origin) {
        revocations.revokeOrigin(TokenIds.ofOrigin(origin));
    }

    /**
     * An access token for the target, with what the client may still have of the scope.
     *
     * @param originId what it comes from, or null where only its own id can revoke it
     * @throws GeneralException invalid_grant or invalid_scope, as for {@link #issue}
     */
    public AccessToken accessToken(TokenAccess access, Resources.Target target, @Nullable UUID originId)
            throws GeneralException {
        String clientId = access.client().clientId();
        Scope held = new Scope(
                scopes.now(clientId).within(access.scope().toStringList()).toArray(String[]::new));
        Scope scope = target.narrowed(held);
        if (scope.isEmpty() && !access.scope().isEmpty()) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_SCOPE, "nothing is left of the scope for " + target.audience());
        }
        return accessTokens.issue(new AccessTokens.Content(
                access.userId() == null ? clientId : access.userId(),
                access.client(),
                scope,
                target,
                origins(access, originId),
                access.actor() == null
                        ? AccessTokens.Delegation.NONE
                        : new AccessTokens.Delegation(Map.of("sub", access.actor()), null),
                new AccessTokens.OfUser(access.authenticated(), ofUserinfo(access, target)),
                access.bounds()));
    }

    /** Userinfo takes tokens for this server alone. */
    private Set<TokenClaim> ofUserinfo(TokenAccess access, Resources.Target target) {
        return target.isSameAs(resources.own()) ? access.userinfo() : Set.of();
    }

    private List<String> origins(TokenAccess access, @Nullable UUID originId) throws GeneralException {
        List<String> origins = new ArrayList<>();
        if (originId != null) {
            origins.add(originId.toString());
        }
        consent(access).map(UUID::toString).ifPresent(origins::add);
        if (access.ground() != null) {
            access.ground().ids().forEach(id -> origins.add(id.toString()));
        }
        return origins;
    }

    /** Nobody consents to what a client does for itself; to a trusted client nobody has to. */
    private Optional<UUID> consent(TokenAccess access) throws GeneralException {
        if (access.userId() == null) {
            return Optional.empty();
        }
        Optional<UUID> consent = consents.id(access.userId(), access.client().clientId());
        if (consent.isEmpty() && access.client().clientType() != ClientType.TRUSTED) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_GRANT, "the user has taken back what was allowed to this client");
        }
        return consent;
    }

    private Resources.Target target(TokenAccess access) throws GeneralException {
        return access.resource() == null
                ? resources.own()
                : resources.of(access.resource().toString());
    }
}
