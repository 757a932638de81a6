package dev.gatehouse.oauth.signin;

import dev.gatehouse.api.Caller;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.page.AccountPage;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.session.Sessions;
import dev.gatehouse.oauth.token.Consents;
import dev.gatehouse.oauth.token.ScopeDescriptions;
import dev.gatehouse.pages.Message;
import dev.gatehouse.pages.PageTexts;
import dev.gatehouse.users.Users;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where people see what they allowed and where they are signed in, and take it back. Thread-safe. */
public final class AccountPages {
    private final Consents consents;
    private final ScopeDescriptions descriptions;
    private final Sessions sessions;
    private final Users users;
    private final Browsers browsers;
    private final Pages pages;
    private final SignIn signIn;

    public AccountPages(
            Consents consents,
            ScopeDescriptions descriptions,
            Sessions sessions,
            Users users,
            Browsers browsers,
            Pages pages,
            SignIn signIn) {
        this.consents = consents;
        this.descriptions = descriptions;
        this.sessions = sessions;
        this.users = users;
        this.browsers = browsers;
        this.pages = pages;
        this.signIn = signIn;
    }

    /** What somebody does on the page. */
    private interface Change {
        void make(Session session);
    }

    public Response page(Request request) {
        Browser browser = browsers.of(request);
        return browser.session().isEmpty()
                ? signIn.toReach("/account", browser)
                : page(200, browser, browser.session().get(), null);
    }

    private Response page(int status, Browser browser, Session own, @Nullable Message notice) {
        PageTexts texts = browser.texts();
        List<AccountPage.Consent> allowed = consents.of(own.userId()).stream()
                .map(consent -> new AccountPage.Consent(
                        consent.clientId(),
                        consent.clientName(),
                        texts.time(consent.granted()),
                        descriptions.describe(consent.allowed(), texts)))
                .toList();
        List<AccountPage.SessionLine> open = sessions.of(own.userId()).stream()
                .map(session -> new AccountPage.SessionLine(
                        session.sessionId().toString(),
                        BrowserNames.of(session.userAgent(), texts),
                        texts.time(session.authenticated()),
                        texts.time(session.lastUsed()),
                        session.sessionId().equals(own.sessionId())))
                .toList();
        return pages.account(texts, status, new AccountPage(browser.formToken(), own.userId(), notice, allowed, open));
    }

    /** Forgets a consent and ends what came from it. */
    public Response removeConsent(Request request) {
        return changed(request, session -> {
            String clientId = request.form().value("client_id");
            consents.takeBack(session.userId(), clientId);
        });
    }

    public Response endSession(Request request) {
        return changed(
                request,
                session -> sessions.endOf(session.userId(), request.form().value("session_id")));
    }

    /** Ends every session of the user's, this one too, and everything that applications got in the user's name. */
    public Response endAccess(Request request) {
        Response answer = changed(
                request,
                session ->
                        users.endAccess(new Caller(session.userId(), "", Set.of(), true, Set.of()), session.userId()));
        return answer.status() == 303 ? browsers.closing(answer) : answer;
    }

    private Response changed(Request request, Change change) {
        Browser browser = browsers.of(request);
        if (!browser.served(request.form().value("form_token"))) {
            return browser.session().isEmpty()
                    ? SignIn.expired(pages, browser)
                    : page(403, browser, browser.session().get(), SignIn.OLD_FORM);
        }
        browser.session().ifPresent(change::make);
        return Response.seeOther("/account");
    }
}
