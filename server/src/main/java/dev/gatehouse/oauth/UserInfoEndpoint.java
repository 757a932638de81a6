package dev.gatehouse.oauth;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Json;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.dpop.Proofs;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.auth.PresentedToken;
import dev.gatehouse.http.auth.SentProof;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.token.ActiveTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What clients learn about the user of their token (OpenID Connect Core section 5.3). Thread-safe. */
final class UserInfoEndpoint {
    private static final String SCOPE = "openid";

    private final String issuer;
    private final ActiveTokens tokens;
    private final Proofs proofs;
    private final Clients clients;
    private final UserClaims claims;

    UserInfoEndpoint(String issuer, ActiveTokens tokens, Proofs proofs, Clients clients, UserClaims claims) {
        this.issuer = issuer;
        this.tokens = tokens;
        this.proofs = proofs;
        this.clients = clients;
        this.claims = claims;
    }

    Response get(Request request) {
        Caller caller = request.caller();
        String bound = request.dpopToken();
        Set<TokenClaim> asked = tokens.read(bound == null ? request.bearerToken() : bound)
                .map(ActiveTokens::userinfo)
                .orElse(Set.of()); // what another issuer says of it is none of our users' consent
        return of(caller.clientId(), caller.userId(), caller.scopes(), asked);
    }

    /** The token is in the header or in the form (RFC 6750 sections 2.1 and 2.2, RFC 9449 section 7.1). */
    Response post(Request request) {
        PresentedToken presented = presented(request);
        ActiveTokens.Active token = tokens.find(presented.value())
                .filter(active -> active.audience().equals(issuer))
                .orElseThrow(() -> ErrorCode.INVALID_AUTH_TOKEN.with("it is no access token for this server"));
        proofs.require(token.boundTo(), presented);
        if (!token.scopes().contains(SCOPE)) {
            throw ErrorCode.AUTH_TOKEN_SCOPE_MISMATCH.with(String.join(" ", token.scopes()), SCOPE);
        }
        return of(token.clientId(), token.actsAs(), token.scopes(), ActiveTokens.userinfo(token.claims()));
    }

    private PresentedToken presented(Request request) {
        List<String> inForm = request.form().fields().getOrDefault("access_token", List.of());
        if (inForm.isEmpty()) {
            String bound = request.dpopToken();
            return bound == null
                    ? PresentedToken.bearer(request.bearerToken())
                    : PresentedToken.withProof(bound, SentProof.of(request, List.of(issuer + "/oauth2/userinfo")));
        }
        if (inForm.size() > 1 || request.header("Authorization") != null) {
            throw ErrorCode.MALFORMED_REQUEST.with("the access token is sent in more than one way");
        }
        return PresentedToken.bearer(inForm.getFirst());
    }

    private Response of(String clientId, String userId, Set<String> scopes, Set<TokenClaim> asked) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(TokenClaim.SUB.text(), userId);
        Map<TokenClaim, Object> told = claims.of(userId, scopes, asked);
        clients.find(clientId).ifPresent(client -> told.putAll(claims.standing(client, userId)));
        told.forEach((claim, value) -> answer.put(claim.text(), value));
        return Response.of(200, Response.JSON, Json.bytes(answer));
    }
}
