package dev.gatehouse.oauth.signin;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.syntax.Form;
import dev.gatehouse.oauth.page.OwnPasswordPage;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.pages.Message;
import dev.gatehouse.users.Credentials;
import dev.gatehouse.users.PasswordChange;
import java.util.Optional;

/** Where people give themselves another password: everything that came of the old one ends, and this browser goes on. Thread-safe. */
public final class OwnPasswordPages {
    private static final String PATH = "/account/password";

    private final PasswordChange change;
    private final Credentials credentials;
    private final Browsers browsers;
    private final Pages pages;
    private final SignIn signIn;

    public OwnPasswordPages(
            PasswordChange change, Credentials credentials, Browsers browsers, Pages pages, SignIn signIn) {
        this.change = change;
        this.credentials = credentials;
        this.browsers = browsers;
        this.pages = pages;
        this.signIn = signIn;
    }

    public Response page(Request request) {
        Browser browser = browsers.of(request);
        return browser.session().isEmpty()
                ? signIn.toReach(PATH, browser)
                : pages.ownPassword(
                        browser.texts(),
                        200,
                        new OwnPasswordPage(
                                browser.formToken(), browser.session().get().userId(), null));
    }

    public Response submit(Request request) {
        Browser browser = browsers.of(request);
        boolean served = browser.served(request.form().value("form_token"));
        if (browser.session().isEmpty()) {
            return served ? signIn.toReach(PATH, browser) : SignIn.expired(pages, browser);
        }
        String userId = browser.session().get().userId();
        if (!served) {
            return again(403, browser, userId, SignIn.OLD_FORM);
        }
        Form form = request.form();
        String chosen = form.value("password");
        Optional<Message> problem = chosen.equals(form.value("again"))
                ? credentials.problem(userId, chosen).map(PasswordWords::of)
                : Optional.of(PasswordWords.DIFFERENT);
        if (problem.isPresent()) {
            return again(422, browser, userId, problem.get());
        }
        try {
            change.changeOwn(userId, form.value("current"), chosen, request.remoteAddress());
        } catch (ApiException refused) {
            return refused(browser, userId, refused);
        }
        return credentials
                .check(userId, chosen)
                .map(account -> signIn.enter(request, browser, account, "/account"))
                .orElseGet(() -> Response.seeOther("/login")); // it was changed once more meanwhile
    }

    private Response refused(Browser browser, String userId, ApiException refused) {
        return switch (refused.code()) {
            case ErrorCode.INCORRECT_PASSWORD -> again(422, browser, userId, Message.of("own-password.wrong"));
            case ErrorCode.VALIDATOR_SCHEMA -> again(422, browser, userId, Message.of("own-password.same"));
            case ErrorCode.TOO_MANY_REQUESTS ->
                again(429, browser, userId, Message.tooMany(refused))
                        .withHeader("Retry-After", Message.retryAfter(refused));
            default -> throw refused;
        };
    }

    private Response again(int status, Browser browser, String userId, Message problem) {
        return pages.ownPassword(browser.texts(), status, new OwnPasswordPage(browser.formToken(), userId, problem));
    }
}
