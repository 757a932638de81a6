package dev.gatehouse.oauth.signin;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.audit.RefusalAudit;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.authorize.AuthorizationDecisions;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequest;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequests;
import dev.gatehouse.oauth.authorize.ValidRequest;
import dev.gatehouse.oauth.page.LoginPage;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.page.PasswordPage;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.oauth.session.Sessions;
import dev.gatehouse.pages.Message;
import dev.gatehouse.pages.MessagePage;
import dev.gatehouse.users.Credentials;
import dev.gatehouse.users.GuessThrottle;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in with their passwords. Whether an account exists shows neither in the text nor in the time of an answer.
 * Thread-safe.
 */
public final class SignIn {
    static final Message OLD_FORM = Message.of("form.old");

    private final AuthorizationDecisions authorization;
    private final PendingAuthorizationRequests continuations;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Browsers browsers;
    private final GuessThrottle throttle;
    private final RefusalAudit refusals;
    private final Pages pages;

    public SignIn(
            AuthorizationDecisions authorization,
            PendingAuthorizationRequests continuations,
            Credentials credentials,
            Sessions sessions,
            Browsers browsers,
            GuessThrottle throttle,
            RefusalAudit refusals,
            Pages pages) {
        this.authorization = authorization;
        this.continuations = continuations;
        this.credentials = credentials;
        this.sessions = sessions;
        this.browsers = browsers;
        this.throttle = throttle;
        this.refusals = refusals;
        this.pages = pages;
    }

    /** The page for somebody who comes by themselves. */
    public Response page(Request request) {
        Browser browser = browsers.of(request);
        return browser.session().isPresent() ? Response.seeOther("/account") : toReach("/account", browser);
    }

    /** The page for somebody who has to sign in before they see a page of ours. */
    public Response toReach(String page, Browser browser) {
        String sealed = continuations.seal(PendingAuthorizationRequest.to(page, continuations.now()));
        LoginPage login = new LoginPage(browser.formToken(), sealed, null, "", null);
        return browsers.remembering(browser, pages.login(browser.texts(), 200, login, null));
    }

    /** Somebody sent a name and a password. */
    public Response submit(Request request) {
        Optional<PendingAuthorizationRequest> continuation =
                continuations.renewed(request.form().value("continue"));
        Browser browser = browsers.of(request)
                .preferring(
                        continuation.map(PendingAuthorizationRequest::uiLocales).orElse(null));
        boolean served = browser.served(request.form().value("form_token"));
        if (continuation.isEmpty()) {
            return served ? tooLate(pages, browser) : expired(pages, browser);
        }
        if (!served) {
            return leadBack(browser, continuation.get());
        }
        String name = request.form().value("username").strip();
        Optional<String> account = credentials.userId(name);
        GuessThrottle.Guess guess;
        try {
            guess = count(request, account, name);
        } catch (ApiException tooMany) {
            return tooMany(browser, continuation.get(), name, tooMany);
        }
        Optional<Credentials.Account> known =
                credentials.check(name, request.form().value("password"));
        if (known.isEmpty()) {
            record(account.orElse(""), continuation.get());
            return again(422, browser, continuation.get(), name, Message.of("sign-in.wrong"));
        }
        throttle.right(guess);
        if (known.get().passwordChangeRequired()) {
            return passwordPage(
                    200, browser, continuation.get().provenBy(known.get().userId()), null);
        }
        return signedIn(request, browser, known.get(), continuation.get());
    }

    /** A form of before somebody signed in beside it, of another site, or without cookies: nothing in it counts. */
    private Response leadBack(Browser browser, PendingAuthorizationRequest continuation) {
        if (browser.session().isPresent()) {
            return goOn(browser, continuation);
        }
        return browsers.remembering(browser, again(403, browser, continuation, "", OLD_FORM));
    }

    private Response goOn(Browser browser, PendingAuthorizationRequest continuation) {
        String page = continuation.page();
        return page == null ? authorization.resume(browser, continuation) : Response.seeOther(page);
    }

    /** @param name what was typed, for where it names no account */
    private GuessThrottle.Guess count(Request request, Optional<String> account, String name) {
        return account.flatMap(userId -> browsers.known().idFor(request, userId))
                .map(browser -> throttle.countPasswordAt(account.orElseThrow(), browser))
                .orElseGet(() -> throttle.countPassword(account.orElse(name), request.remoteAddress()));
    }

    /** What was typed is left out where it names no account: it may be a password, in the wrong field. */
    private void record(String userId, PendingAuthorizationRequest continuation) {
        refusals.record(new RefusalAudit.Refusal(
                "session.refused", "user/" + userId, userId, clientId(continuation), Map.of()));
    }

    private String clientId(PendingAuthorizationRequest continuation) {
        return authorization
                .request(continuation)
                .map(valid -> valid.party().client().clientId())
                .orElse("");
    }

    /** Somebody chose a new password. */
    public Response changePassword(Request request) {
        Optional<PendingAuthorizationRequest> continuation =
                continuations.renewed(request.form().value("continue"));
        Browser browser = browsers.of(request)
                .preferring(
                        continuation.map(PendingAuthorizationRequest::uiLocales).orElse(null));
        boolean served = browser.served(request.form().value("form_token"));
        if (continuation.isEmpty()) {
            return served ? tooLate(pages, browser) : expired(pages, browser);
        }
        String userId = continuation.get().userId();
        if (userId == null) {
            return leadBack(browser, continuation.get()); // what was proven was proven too long ago
        }
        if (!served) {
            return browsers.remembering(browser, passwordPage(403, browser, continuation.get(), OLD_FORM));
        }
        String password = request.form().value("password");
        Optional<Message> problem = password.equals(request.form().value("again"))
                ? credentials.problem(userId, password).map(PasswordWords::of)
                : Optional.of(PasswordWords.DIFFERENT);
        if (problem.isPresent()) {
            return passwordPage(422, browser, continuation.get(), problem.get());
        }
        Optional<Credentials.Account> changed = credentials.replaceInitial(userId, password);
        return changed.isPresent()
                ? signedIn(request, browser, changed.get(), continuation.get())
                : tooLate(pages, browser);
    }

    /** Signs in somebody whose password was right just now, and goes on to a page of ours. */
    Response enter(Request request, Browser browser, Credentials.Account account, String page) {
        return signedIn(request, browser, account, PendingAuthorizationRequest.to(page, continuations.now()));
    }

    /** A new session, whatever cookie the browser brought: none that somebody else knows becomes a session. */
    private Response signedIn(
            Request request, Browser before, Credentials.Account account, PendingAuthorizationRequest continuation) {
        Sessions.SignedIn user = new Sessions.SignedIn(account.userId(), account.accessId(), clientId(continuation));
        Optional<SecretValue> secret = sessions.begin(user, before.session(), request.header("User-Agent"));
        if (secret.isEmpty()) {
            return tooLate(pages, before);
        }
        Browser browser = before.in(secret.get(), sessions.find(secret.get().reveal()));
        Response answer = goOn(browser, continuation);
        return browsers.known().remembering(request, account.userId(), browsers.opening(secret.get(), answer));
    }

    private Response again(
            int status, Browser browser, PendingAuthorizationRequest continuation, String name, Message problem) {
        Optional<ValidRequest> request = authorization.request(continuation);
        LoginPage page = new LoginPage(
                browser.formToken(),
                continuations.seal(continuation),
                request.map(valid -> valid.party().client().clientName()).orElse(null),
                name,
                problem);
        return pages.login(browser.texts(), status, page, goesOnTo(request));
    }

    private Response tooMany(
            Browser browser, PendingAuthorizationRequest continuation, String name, ApiException refused) {
        return again(429, browser, continuation, name, Message.tooMany(refused))
                .withHeader("Retry-After", Message.retryAfter(refused));
    }

    private Response passwordPage(
            int status, Browser browser, PendingAuthorizationRequest continuation, @Nullable Message problem) {
        PasswordPage page =
                new PasswordPage(browser.formToken(), continuations.seal(continuation), continuation.userId(), problem);
        return pages.password(browser.texts(), status, page, goesOnTo(authorization.request(continuation)));
    }

    private static @Nullable URI goesOnTo(Optional<ValidRequest> request) {
        return request.map(valid -> valid.target().uri()).orElse(null);
    }

    /** A form that does not say any more what it was about. */
    static Response tooLate(Pages pages, Browser browser) {
        return pages.message(browser.texts(), 400, MessagePage.failure("form.late"));
    }

    /** A form that no page of this session brought: an old one, or one of another site. */
    static Response expired(Pages pages, Browser browser) {
        return pages.expiredForm(browser.texts());
    }
}
