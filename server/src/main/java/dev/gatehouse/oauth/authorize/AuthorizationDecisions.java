package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.token.Consents;
import dev.gatehouse.oauth.token.IdTokens;
import dev.gatehouse.oauth.token.UserScopes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides about an authorization request: whether to ask the user to sign in, to ask for consent, or to send the browser
 * back. Thread-safe.
 */
public final class AuthorizationDecisions {
    private final AuthorizationRequests requests;
    private final PendingAuthorizationRequests pending;
    private final PushedRequestStore pushed;
    private final Consents consents;
    private final IdTokens idTokens;
    private final AuthorizationPages pages;
    private final AuthorizationResponses responses;

    public AuthorizationDecisions(
            AuthorizationRequests requests,
            PendingAuthorizationRequests pending,
            PushedRequestStore pushed,
            Consents consents,
            IdTokens idTokens,
            AuthorizationPages pages,
            AuthorizationResponses responses) {
        this.requests = requests;
        this.pending = pending;
        this.pushed = pushed;
        this.consents = consents;
        this.idTokens = idTokens;
        this.pages = pages;
        this.responses = responses;
    }

    /** A request that has just arrived. */
    Response begin(Browser browser, SentRequest sent) {
        Browser reader = browser.preferring(sent.uiLocales());
        return answered(reader, sent, () -> decide(reader, asItHasToCome(requests.check(sent)), pending.now()));
    }

    /** RFC 9126 section 6. */
    private static ValidRequest asItHasToCome(ValidRequest request) throws AuthorizationRefusal {
        if (request.sent().pushedAs() == null
                && request.party().client().protocol().needsPush()) {
            throw AuthorizationRefusal.of(
                    OAuth2Error.INVALID_REQUEST,
                    "the client is registered for pushed requests; push it and send the request_uri",
                    request.target());
        }
        return request;
    }

    /** What a request leads to. */
    private interface Step {
        Response take() throws AuthorizationRefusal;
    }

    private Response answered(Browser browser, SentRequest sent, Step step) {
        try {
            return step.take();
        } catch (AuthorizationRefusal refusal) {
            if (sent.pushedAs() != null && refusal.target() != null) {
                pushed.use(sent.pushedAs()); // telling the client is an answer, too
            }
            return responses.refused(refusal, browser.texts());
        }
    }

    private Response granted(Browser browser, ApprovedRequest approved) throws AuthorizationRefusal {
        String pushedAs = approved.request().sent().pushedAs();
        if (pushedAs != null && !pushed.use(pushedAs)) {
            throw usedOrExpired();
        }
        return responses.granted(approved, browser.texts());
    }

    /** A pushed request that there is no more. */
    static AuthorizationRefusal usedOrExpired() {
        return AuthorizationRefusal.onPage(OAuth2Error.INVALID_REQUEST, "refused.used");
    }

    /** Told to the client where that is safe, to the user where it is not. */
    Response refused(Browser browser, AuthorizationRefusal refusal) {
        return responses.refused(refusal, browser.texts());
    }

    /** Goes on with a request that a page was shown for. */
    public Response resume(Browser browser, PendingAuthorizationRequest pending) {
        SentRequest sent = pending.sent();
        Browser reader = browser.preferring(sent.uiLocales());
        return answered(reader, sent, () -> decide(reader, requests.check(sent), pending.arrived()));
    }

    /** The user pressed a button on the consent page. */
    public Response decided(Browser browser, PendingAuthorizationRequest pending, boolean allowed) {
        SentRequest sent = pending.sent();
        Browser reader = browser.preferring(sent.uiLocales());
        return answered(reader, sent, () -> decided(reader, requests.check(sent), pending.arrived(), allowed));
    }

    private Response decided(Browser browser, ValidRequest request, Instant arrived, boolean allowed)
            throws AuthorizationRefusal {
        Optional<Session> session = acceptable(browser, request, arrived);
        if (session.isEmpty()) {
            return decide(browser, request, arrived);
        }
        if (!allowed) {
            throw AuthorizationRefusal.of(OAuth2Error.ACCESS_DENIED, "the user denied access", request.target());
        }
        ApprovedRequest approved = approvable(request, session.get());
        consents.allow(session.get().userId(), request.party().client().clientId(), approved.allowed());
        return granted(browser, approved);
    }

    private Response decide(Browser browser, ValidRequest request, Instant arrived) throws AuthorizationRefusal {
        boolean silent = request.asksFor(Prompt.Type.NONE);
        Optional<Session> session = acceptable(browser, request, arrived);
        if (session.isEmpty()) {
            if (silent) {
                throw AuthorizationRefusal.of(OIDCError.LOGIN_REQUIRED, "the user has to sign in", request.target());
            }
            return pages.login(browser, request, arrived);
        }
        ApprovedRequest asked = approvable(request, session.get());
        if (isAgreed(asked)) {
            return granted(browser, asked);
        }
        if (silent) {
            throw AuthorizationRefusal.of(OIDCError.CONSENT_REQUIRED, "the user has to consent", request.target());
        }
        return pages.consent(browser, asked, arrived);
    }

    private Optional<Session> acceptable(Browser browser, ValidRequest request, Instant arrived) {
        return browser.session()
                .filter(session -> request.accepts(session, arrived))
                .filter(session -> isHinted(request, session));
    }

    /** OpenID Connect Core section 3.1.2.2: who is asked for by a hint we did not give, or another user, is nobody here. */
    private boolean isHinted(ValidRequest request, Session session) {
        if (!request.claims().allows(session.userId())) {
            return false;
        }
        List<String> hint = request.parameters().get("id_token_hint");
        return hint == null
                || idTokens.hint(hint.getFirst())
                        .filter(claims -> claims.getSubject().equals(session.userId()))
                        .isPresent();
    }

    private static ApprovedRequest approvable(ValidRequest request, Session session) throws AuthorizationRefusal {
        Scope scope = UserScopes.grantable(request.scope(), session.limit());
        if (scope.isEmpty()) {
            throw AuthorizationRefusal.of(
                    OAuth2Error.ACCESS_DENIED, "none of the scopes is this user's to give", request.target());
        }
        return new ApprovedRequest(request, session, scope);
    }

    private boolean isAgreed(ApprovedRequest asked) {
        ValidRequest request = asked.request();
        if (request.asksFor(Prompt.Type.CONSENT)) {
            return false;
        }
        return request.party().isTrusted()
                || consents.covers(
                        asked.session().userId(), request.party().client().clientId(), asked.allowed());
    }

    /** The client and the redirect URI it is about, for its login page; empty where they are gone. */
    public Optional<ValidRequest> request(PendingAuthorizationRequest pending) {
        if (!pending.isAuthorization()) {
            return Optional.empty();
        }
        try {
            return Optional.of(requests.check(pending.sent()));
        } catch (AuthorizationRefusal gone) {
            return Optional.empty();
        }
    }
}
