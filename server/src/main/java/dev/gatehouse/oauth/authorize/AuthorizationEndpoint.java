package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import java.util.List;
import java.util.Map;

/** The authorization endpoint (RFC 6749 section 3.1), where clients send browsers. Thread-safe. */
public final class AuthorizationEndpoint {
    private final PushedRequestStore pushed;
    private final Browsers browsers;
    private final AuthorizationDecisions decisions;

    public AuthorizationEndpoint(PushedRequestStore pushed, Browsers browsers, AuthorizationDecisions decisions) {
        this.pushed = pushed;
        this.browsers = browsers;
        this.decisions = decisions;
    }

    public Response get(Request request) {
        return answer(request, request.queryFields().fields());
    }

    /** A form of another site brings no session cookie along; a redirection does. */
    public Response post(Request request) {
        Map<String, List<String>> parameters = request.form().fields();
        if (!browsers.hasSessionCookie(request)) {
            return Response.seeOther("/oauth2/code?" + URLUtils.serializeParameters(parameters));
        }
        return answer(request, parameters);
    }

    private Response answer(Request request, Map<String, List<String>> parameters) {
        Browser browser = browsers.of(request).preferring(SentRequest.uiLocales(parameters));
        try {
            return browsers.remembering(browser, decisions.begin(browser, resolved(parameters)));
        } catch (AuthorizationRefusal refusal) {
            return decisions.refused(browser, refusal);
        }
    }

    /** RFC 9126 section 4: a pushed request counts as it was pushed. */
    private SentRequest resolved(Map<String, List<String>> parameters) throws AuthorizationRefusal {
        List<String> requestUris = parameters.getOrDefault("request_uri", List.of());
        if (requestUris.stream().noneMatch(PushedRequestStore::isPushed)) {
            return SentRequest.of(parameters);
        }
        List<String> clientIds = parameters.getOrDefault("client_id", List.of());
        if (requestUris.size() > 1 || clientIds.size() != 1) {
            throw AuthorizationRefusal.onPage(OAuth2Error.INVALID_REQUEST, "refused.unclear");
        }
        return pushed.open(requestUris.getFirst(), clientIds.getFirst())
                .orElseThrow(AuthorizationDecisions::usedOrExpired);
    }
}
