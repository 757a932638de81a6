package dev.gatehouse.oauth.grant;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.token.AccessTokens;
import dev.gatehouse.oauth.token.ActiveTokens;
import dev.gatehouse.oauth.token.ClientScopes;
import dev.gatehouse.oauth.token.Resources;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access token of ours for another one that reaches less (RFC 8693): the scope, the audience and the time left only
 * ever become smaller, and it dies with the token it was exchanged for. With an actor token it says who acts
 * ({@code act}); where the subject's token says who may ({@code may_act}), nobody else does. Thread-safe.
 */
public final class TokenExchange implements Grant {
    /** How many ids of what it came from a token carries; bounds how often it may be exchanged, one for the next. */
    private static final int MAX_ORIGINS = 18;

    private static final Set<TokenTypeURI> ACCESS_TOKEN_TYPES = Set.of(TokenTypeURI.ACCESS_TOKEN, TokenTypeURI.JWT);

    private final ActiveTokens activeTokens;
    private final ClientScopes scopes;
    private final Resources resources;
    private final AccessTokens accessTokens;

    public TokenExchange(
            ActiveTokens activeTokens, ClientScopes scopes, Resources resources, AccessTokens accessTokens) {
        this.activeTokens = activeTokens;
        this.scopes = scopes;
        this.resources = resources;
        this.accessTokens = accessTokens;
    }

    @Override
    public GrantType type() {
        return GrantType.TOKEN_EXCHANGE;
    }

    @Override
    public AccessTokenResponse grant(Client client, TokenRequest request, @Nullable String boundTo)
            throws GeneralException {
        TokenExchangeGrant grant = (TokenExchangeGrant) request.getAuthorizationGrant();
        requireAccessToken(grant.getRequestedTokenType(), "requested_token_type");
        ActiveTokens.Active subject = active(grant.getSubjectToken(), grant.getSubjectTokenType(), "subject_token");
        ActiveTokens.Active actor = actor(client, grant);
        checkKey(client, subject, boundTo);
        AccessTokens.Delegation delegation = delegation(client, subject, actor);
        Resources.Target target = target(subject, grant, request.getResources());
        Scope scope = scope(client, subject, request.getScope(), target);
        AccessToken token = accessTokens.issueInExchange(new AccessTokens.Content(
                subject.claims().getSubject(),
                client,
                scope,
                target,
                origins(subject, actor),
                delegation,
                AccessTokens.OfUser.ofSubject(subject.claims()),
                new AccessTokens.Bounds(
                        actor == null || subject.expires().isBefore(actor.expires())
                                ? subject.expires()
                                : actor.expires(),
                        boundTo)));
        return new AccessTokenResponse(new Tokens(token, null));
    }

    /** Whoever proves nothing cannot turn a token that is of no use without its key into one that is. */
    private static void checkKey(Client client, ActiveTokens.Active subject, @Nullable String shown)
            throws GeneralException {
        if (client.isPublic() && subject.boundTo() != null && !subject.boundTo().equals(shown)) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_DPOP_PROOF, "the subject_token is bound to a key; send a DPoP proof of it");
        }
    }

    /** An actor token must be the client's own: nobody acts in the name of somebody whose token came by. */
    private ActiveTokens.@Nullable Active actor(Client client, TokenExchangeGrant grant) throws GeneralException {
        if (grant.getActorToken() == null) {
            return null;
        }
        ActiveTokens.Active actor = active(grant.getActorToken(), grant.getActorTokenType(), "actor_token");
        if (!client.clientId().equals(actor.clientId())) {
            throw invalid("the actor_token was issued to another client");
        }
        return actor;
    }

    private ActiveTokens.Active active(Token token, TokenTypeURI type, String parameter) throws GeneralException {
        requireAccessToken(type, parameter + "_type");
        return activeTokens
                .find(token.getValue())
                .orElseThrow(() -> invalid("the " + parameter + " is no valid access token of this server"));
    }

    private static void requireAccessToken(TokenTypeURI type, String parameter) throws GeneralException {
        if (type != null && !ACCESS_TOKEN_TYPES.contains(type)) {
            throw invalid("the " + parameter + " must be " + TokenTypeURI.ACCESS_TOKEN);
        }
    }

    private Resources.Target target(ActiveTokens.Active subject, TokenExchangeGrant grant, List<URI> given)
            throws GeneralException {
        Resources.Target widest = resources.of(subject.audience());
        List<URI> asked = new ArrayList<>(given == null ? List.of() : given);
        if (grant.getAudience() != null) {
            for (Audience audience : grant.getAudience()) {
                asked.add(resource(audience.getValue()));
            }
        }
        Resources.Target target = asked.isEmpty() ? widest : resources.of(asked);
        boolean narrower = widest.scopes().isEmpty() || widest.isSameAs(target);
        if (!narrower) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_TARGET, "the subject_token is for " + widest.audience() + " and nothing else");
        }
        return target;
    }

    /** A logical name (RFC 8693 section 2.1) is a service id here. */
    private URI resource(String audience) throws GeneralException {
        try {
            return URI.create(audience.contains("/") ? audience : resources.uriOf(audience));
        } catch (IllegalArgumentException e) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_TARGET, "the audience is neither a service id nor a URI");
        }
    }

    private Scope scope(Client client, ActiveTokens.Active subject, Scope requested, Resources.Target target)
            throws GeneralException {
        Set<String> held = subject.scopes();
        if (requested != null && !requested.isEmpty()) {
            ClientScopes.requireAll(requested, held, "the subject_token does not have the scope ");
            return scopes.granted(client, requested, target);
        }
        Scope granted = scopes.granted(client, null, target);
        granted.removeIf(value -> !held.contains(value.getValue()));
        if (granted.isEmpty() && !held.isEmpty()) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_SCOPE,
                    "the client may have no scope of the subject_token for " + target.audience());
        }
        return granted;
    }

    /** All that revokes the tokens it came from revokes it too. */
    private static List<String> origins(ActiveTokens.Active subject, ActiveTokens.@Nullable Active actor)
            throws GeneralException {
        List<String> origins = new ArrayList<>(ActiveTokens.ids(subject.claims()));
        if (actor != null) {
            origins.addAll(ActiveTokens.ids(actor.claims()));
        }
        if (origins.size() > MAX_ORIGINS) {
            throw invalid("the subject_token was exchanged too often already");
        }
        return origins.stream().distinct().toList();
    }

    /** Without an actor token it is the client itself that is going to act. */
    private static AccessTokens.Delegation delegation(
            Client client, ActiveTokens.Active subject, ActiveTokens.@Nullable Active actor) throws GeneralException {
        String acting = actor == null ? client.clientId() : actor.claims().getSubject();
        AccessTokens.Delegation.Party party =
                new AccessTokens.Delegation.Party(subject.claims().getIssuer(), acting, client.clientId());
        AccessTokens.Delegation before = AccessTokens.Delegation.of(subject.claims());
        if (!before.permits(party)) {
            throw invalid("the may_act of the subject_token names somebody else");
        }
        return actor == null ? before : before.to(party);
    }

    private static GeneralException invalid(String problem) {
        return OAuthErrors.refuse(OAuth2Error.INVALID_REQUEST, problem);
    }
}
