package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.FrontChannelParts;
import dev.gatehouse.oauth.page.ConsentPage;
import dev.gatehouse.oauth.page.LoginPage;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.token.Consents;
import dev.gatehouse.oauth.token.IdTokens;
import dev.gatehouse.oauth.token.ScopeDescriptions;
import dev.gatehouse.oauth.token.UserScopes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The authorization endpoint (RFC 6749 section 3.1): decides whether to ask the user to sign in, to ask for consent, or to
 * send the browser back. Thread-safe.
 */
public final class AuthorizationEndpoint {
    private final AuthorizationRequests requests;
    private final PushedRequests pushed;
    private final PendingAuthorizationRequests continuations;
    private final Consents consents;
    private final ScopeDescriptions descriptions;
    private final AuthorizationResponses responses;
    private final IdTokens idTokens;
    private final Browsers browsers;
    private final Pages pages;

    public AuthorizationEndpoint(FrontChannelParts parts, AuthorizationResponses responses) {
        this.requests = parts.requests();
        this.pushed = parts.pushed();
        this.continuations = parts.continuations();
        this.consents = parts.consents();
        this.descriptions = parts.descriptions();
        this.idTokens = parts.idTokens();
        this.browsers = parts.browsers();
        this.pages = parts.pages();
        this.responses = responses;
    }

    /** What a user grants to whom. */
    public record Decision(ValidRequest request, Session session, Scope scope) {}

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
        Browser browser = browsers.of(request);
        try {
            ValidRequest valid = requests.check(resolved(parameters));
            return browsers.remembering(browser, decide(browser, valid, continuations.now()));
        } catch (AuthorizationRefusal refusal) {
            return responses.refused(refusal);
        }
    }

    /** RFC 9126 section 4: a pushed request counts as it was pushed. */
    private Map<String, List<String>> resolved(Map<String, List<String>> parameters) throws AuthorizationRefusal {
        List<String> requestUris = parameters.getOrDefault("request_uri", List.of());
        if (requestUris.stream().noneMatch(PushedRequests::isPushed)) {
            return parameters;
        }
        List<String> clientIds = parameters.getOrDefault("client_id", List.of());
        if (requestUris.size() > 1 || clientIds.size() != 1) {
            throw AuthorizationRefusal.onPage(
                    OAuth2Error.INVALID_REQUEST, "The application did not say in one way who it is and what it wants.");
        }
        return pushed.take(requestUris.getFirst(), clientIds.getFirst().replace("\0", ""))
                .orElseThrow(() -> AuthorizationRefusal.onPage(
                        OAuth2Error.INVALID_REQUEST, "This request was used before, or has expired."));
    }

    /** Goes on with a request that a page was shown for. */
    public Response resume(Browser browser, PendingAuthorizationRequest continuation) {
        try {
            ValidRequest valid = requests.check(continuation.parameters());
            return decide(browser, valid, continuation.arrived());
        } catch (AuthorizationRefusal refusal) {
            return responses.refused(refusal);
        }
    }

    /** The user pressed a button on the consent page. */
    public Response decided(Browser browser, PendingAuthorizationRequest continuation, boolean allowed) {
        try {
            ValidRequest request = requests.check(continuation.parameters());
            Optional<Session> session = acceptable(browser, request, continuation.arrived());
            if (session.isEmpty()) {
                return decide(browser, request, continuation.arrived());
            }
            if (!allowed) {
                throw AuthorizationRefusal.of(OAuth2Error.ACCESS_DENIED, "the user denied access", request.target());
            }
            Scope scope = grantable(request, session.get());
            consents.allow(session.get().userId(), request.party().client().clientId(), scope);
            return responses.granted(new Decision(request, session.get(), scope));
        } catch (AuthorizationRefusal refusal) {
            return responses.refused(refusal);
        }
    }

    private Response decide(Browser browser, ValidRequest request, Instant arrived) throws AuthorizationRefusal {
        boolean silent = request.asksFor(Prompt.Type.NONE);
        Optional<Session> session = acceptable(browser, request, arrived);
        if (session.isEmpty()) {
            if (silent) {
                throw AuthorizationRefusal.of(OIDCError.LOGIN_REQUIRED, "the user has to sign in", request.target());
            }
            return loginPage(browser, request, arrived);
        }
        Scope scope = grantable(request, session.get());
        if (isAgreed(request, session.get(), scope)) {
            return responses.granted(new Decision(request, session.get(), scope));
        }
        if (silent) {
            throw AuthorizationRefusal.of(OIDCError.CONSENT_REQUIRED, "the user has to consent", request.target());
        }
        return consentPage(browser, request, session.get(), scope, arrived);
    }

    private Optional<Session> acceptable(Browser browser, ValidRequest request, Instant arrived) {
        return browser.session()
                .filter(session -> request.accepts(session, arrived))
                .filter(session -> isHinted(request, session));
    }

    /** OpenID Connect Core section 3.1.2.2: a hint to another user, or one we did not give, is nobody here. */
    private boolean isHinted(ValidRequest request, Session session) {
        List<String> hint = request.parameters().get("id_token_hint");
        return hint == null
                || idTokens.hint(hint.getFirst())
                        .filter(claims -> claims.getSubject().equals(session.userId()))
                        .isPresent();
    }

    private static Scope grantable(ValidRequest request, Session session) throws AuthorizationRefusal {
        Scope scope = UserScopes.grantable(request.scope(), session);
        if (scope.isEmpty()) {
            throw AuthorizationRefusal.of(
                    OAuth2Error.ACCESS_DENIED, "none of the scopes is this user's to give", request.target());
        }
        return scope;
    }

    private boolean isAgreed(ValidRequest request, Session session, Scope scope) {
        if (request.asksFor(Prompt.Type.CONSENT)) {
            return false;
        }
        return request.party().isTrusted()
                || consents.covers(session.userId(), request.party().client().clientId(), scope);
    }

    private Response loginPage(Browser browser, ValidRequest request, Instant arrived) {
        LoginPage page = new LoginPage(
                browser.formToken(),
                continuations.seal(PendingAuthorizationRequest.of(request, arrived)),
                request.party().client().clientName(),
                request.loginHint(),
                null);
        return pages.login(200, page, request.target().uri());
    }

    private Response consentPage(Browser browser, ValidRequest request, Session session, Scope scope, Instant arrived) {
        ConsentPage page = new ConsentPage(
                browser.formToken(),
                continuations.seal(PendingAuthorizationRequest.of(request, arrived)),
                null,
                session.userId(),
                request.party().client().clientName(),
                request.party().isExternal(),
                Destinations.of(request.target().uri()),
                request.resource() == null ? null : request.resource().toString(),
                descriptions.describe(scope.toStringList()));
        return pages.consent(page, request.target().uri());
    }

    /** The client and the redirect URI a continuation is about, for its login page; empty where they are gone. */
    public Optional<ValidRequest> request(PendingAuthorizationRequest continuation) {
        if (!continuation.isAuthorization()) {
            return Optional.empty();
        }
        try {
            return Optional.of(requests.check(continuation.parameters()));
        } catch (AuthorizationRefusal gone) {
            return Optional.empty();
        }
    }
}
