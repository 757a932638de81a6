package dev.gatehouse.oauth.grant;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.gatehouse.audit.RefusalAudit;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.http.auth.SentProof;
import dev.gatehouse.oauth.clientauth.ClientAuthenticator;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.message.ShownKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Authenticates clients and hands their token requests to the grant they ask for. Thread-safe. */
public final class TokenEndpoint {
    /** No refusals: the device is to ask again, and who asks too often is told so without being looked at. */
    private static final Set<String> NO_DECISION = Set.of("authorization_pending", "slow_down");

    private final String endpoint;
    private final ClientAuthenticator authenticator;
    private final ShownKeys keys;
    private final Clients clients;
    private final RefusalAudit refusals;
    private final Map<GrantType, Grant> grants;

    /** @param endpoint its URL */
    public TokenEndpoint(
            String endpoint,
            ClientAuthenticator authenticator,
            ShownKeys keys,
            Clients clients,
            RefusalAudit refusals,
            List<Grant> grants) {
        this.endpoint = endpoint;
        this.authenticator = authenticator;
        this.keys = keys;
        this.clients = clients;
        this.refusals = refusals;
        this.grants = grants.stream().collect(Collectors.toMap(Grant::type, Function.identity()));
    }

    /**
     * @param proof of the key that the token is to be bound to (RFC 9449 section 5)
     * @param address where the request came from
     * @throws GeneralException with the RFC 6749 section 5.2 error
     */
    public AccessTokenResponse grant(TokenRequest request, SentProof proof, String address) throws GeneralException {
        try {
            return decided(request, proof, address);
        } catch (GeneralException e) {
            record(request, e.getErrorObject().getCode());
            throw e;
        }
    }

    private void record(TokenRequest request, String error) {
        if (NO_DECISION.contains(error)) {
            return;
        }
        ClientID given = request.getClientAuthentication() == null
                ? request.getClientID()
                : request.getClientAuthentication().getClientID();
        String clientId = Optional.ofNullable(given)
                .flatMap(id -> clients.find(id.getValue()))
                .map(Client::clientId)
                .orElse("");
        refusals.record(
                new RefusalAudit.Refusal("token.refused", "client/" + clientId, "", clientId, Map.of("error", error)));
    }

    private AccessTokenResponse decided(TokenRequest request, SentProof proof, String address) throws GeneralException {
        Client client =
                authenticator.authenticate(request.getClientAuthentication(), request.getClientID(), endpoint, address);
        Grant grant = grants.get(request.getAuthorizationGrant().getType());
        if (grant == null) {
            throw OAuthErrors.refuse(
                    OAuth2Error.UNSUPPORTED_GRANT_TYPE,
                    "the grant types of this server are: "
                            + grants.keySet().stream()
                                    .map(GrantType::getValue)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        if (!client.grantTypes().contains(grant.type().getValue())) {
            throw OAuthErrors.refuse(
                    OAuth2Error.UNAUTHORIZED_CLIENT,
                    "the client is not registered for the grant type "
                            + grant.type().getValue());
        }
        return grant.grant(client, request, key(client, proof));
    }

    private @Nullable String key(Client client, SentProof proof) throws GeneralException {
        String key = keys.of(proof);
        if (key == null && client.protocol().bindsTokens()) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_DPOP_PROOF, "the client is registered for bound tokens; send a DPoP proof");
        }
        return key;
    }
}
