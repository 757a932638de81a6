package dev.gatehouse.oauth.grant;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.clientauth.ClientAuthenticator;
import dev.gatehouse.oauth.token.ActiveTokens;
import dev.gatehouse.oauth.token.ClientScopes;
import dev.gatehouse.oauth.token.RefreshFamily;
import dev.gatehouse.oauth.token.RefreshTokenValue;
import dev.gatehouse.oauth.token.RefreshTokens;
import dev.gatehouse.oauth.token.Resources;
import dev.gatehouse.oauth.token.UserScopes;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether a token is active (RFC 7662), to those it concerns: the client it was issued to, clients of the owner of
 * the service it is for, and whoever has the scope {@code oauth.introspect}. To anybody else every token is inactive.
 * Thread-safe.
 */
public final class Introspection {
    /** Lets a client, or a bearer token, ask about every token. */
    static final String SCOPE = "oauth.introspect";

    private static final TokenIntrospectionSuccessResponse INACTIVE =
            new TokenIntrospectionSuccessResponse.Builder(false).build();

    private final ClientAuthenticator clients;
    private final ClientScopes scopes;
    private final ActiveTokens activeTokens;
    private final RefreshTokens refreshTokens;
    private final Resources resources;
    private final String issuer;
    private final Clock clock;

    public Introspection(
            ClientAuthenticator clients,
            ClientScopes scopes,
            ActiveTokens activeTokens,
            RefreshTokens refreshTokens,
            Resources resources,
            String issuer,
            Clock clock) {
        this.clients = clients;
        this.scopes = scopes;
        this.activeTokens = activeTokens;
        this.refreshTokens = refreshTokens;
        this.resources = resources;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Who asks. */
    private record Asking(String clientId, String ownerId, boolean anything) {}

    /** @throws GeneralException where the caller does not authenticate as it must (RFC 7662 section 2.1) */
    public TokenIntrospectionSuccessResponse answer(TokenIntrospectionRequest request, String address)
            throws GeneralException {
        Asking asking = request.getClientAuthorization() == null
                ? client(request, address)
                : bearer(request.getClientAuthorization().getValue());
        String token = request.getToken().getValue();
        Optional<TokenIntrospectionSuccessResponse> access = activeTokens
                .find(token)
                .filter(active -> concerns(asking, active.clientId(), active.audience()))
                .map(Introspection::describe);
        return access.or(() -> refresh(asking, token)).orElse(INACTIVE);
    }

    private Asking client(TokenIntrospectionRequest request, String address) throws GeneralException {
        Client client = clients.authenticate(
                request.getClientAuthentication(), null, String.valueOf(request.getEndpointURI()), address);
        return new Asking(
                client.clientId(), client.ownerId(), scopes.effective(client).contains(SCOPE));
    }

    private Asking bearer(String token) throws GeneralException {
        ActiveTokens.Active caller = activeTokens
                .find(token)
                .filter(active -> active.audience().equals(issuer) && active.boundTo() == null)
                .orElseThrow(() -> new GeneralException(BearerTokenError.INVALID_TOKEN));
        if (!caller.scopes().contains(SCOPE)) {
            throw new GeneralException(BearerTokenError.INSUFFICIENT_SCOPE.setScope(new Scope(SCOPE)));
        }
        return new Asking(caller.clientId(), caller.actsAs(), true);
    }

    private boolean concerns(Asking asking, String clientId, String audience) {
        return asking.anything()
                || asking.clientId().equals(clientId)
                || resources.isOwnedBy(audience, asking.ownerId());
    }

    private Optional<TokenIntrospectionSuccessResponse> refresh(Asking asking, String value) {
        return refreshTokens
                .find(value)
                .filter(family -> !family.isExpired(clock.instant()))
                .filter(family ->
                        RefreshTokenValue.parse(value).filter(family::isCurrent).isPresent())
                .filter(family -> asking.anything()
                        || asking.clientId().equals(family.grant().clientId()))
                .map(this::describe);
    }

    private TokenIntrospectionSuccessResponse describe(RefreshFamily family) {
        return new TokenIntrospectionSuccessResponse.Builder(true)
                .scope(left(family))
                .clientID(new ClientID(family.grant().clientId()))
                .subject(new Subject(
                        family.grant().userId() == null
                                ? family.grant().clientId()
                                : family.grant().userId()))
                .issuer(new Issuer(issuer))
                .expirationTime(Date.from(
                        family.idleUntil().isBefore(family.expires()) ? family.idleUntil() : family.expires()))
                .build();
    }

    /** What was granted, as far as the client may still have it and whom it rests on may still give it. */
    private Scope left(RefreshFamily family) {
        Scope granted = UserScopes.grantable(
                Scope.parse(family.grant().scope()), family.grant().limit());
        return Scope.parse(scopes.now(family.grant().clientId()).within(granted.toStringList()));
    }

    private static TokenIntrospectionSuccessResponse describe(ActiveTokens.Active active) {
        JWTClaimsSet claims = active.claims();
        var answer = new TokenIntrospectionSuccessResponse.Builder(true)
                .tokenType(active.boundTo() == null ? AccessTokenType.BEARER : AccessTokenType.DPOP)
                .clientID(new ClientID((String) claims.getClaim("client_id")))
                .subject(new Subject(claims.getSubject()))
                .issuer(new Issuer(claims.getIssuer()))
                .audience(List.of(new Audience(claims.getAudience().getFirst())))
                .jwtID(new JWTID(claims.getJWTID()))
                .issueTime(claims.getIssueTime())
                .expirationTime(claims.getExpirationTime());
        if (!active.scopes().isEmpty()) {
            answer.scope(Scope.parse(active.scopes()));
        }
        for (String name : Set.of("act", "may_act", "auth_time", "acr", "cnf")) {
            if (claims.getClaim(name) != null) {
                answer.parameter(name, claims.getClaim(name));
            }
        }
        return answer.build();
    }
}
