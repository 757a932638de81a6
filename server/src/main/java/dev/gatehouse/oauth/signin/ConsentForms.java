package dev.gatehouse.oauth.signin;

import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.authorize.AuthorizationDecisions;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequest;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequests;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import java.util.Optional;

/** Takes what users decide on the consent page. Thread-safe. */
public final class ConsentForms {
    private final Browsers browsers;
    private final AuthorizationDecisions authorization;
    private final PendingAuthorizationRequests pending;
    private final Pages pages;

    public ConsentForms(
            AuthorizationDecisions authorization,
            PendingAuthorizationRequests pending,
            Browsers browsers,
            Pages pages) {
        this.authorization = authorization;
        this.pending = pending;
        this.browsers = browsers;
        this.pages = pages;
    }

    public Response submit(Request request) {
        Browser browser = browsers.of(request); // a request that goes on chooses the language itself
        boolean served = browser.served(request.form().value("form_token"));
        String sealed = request.form().value("continue");
        Optional<PendingAuthorizationRequest> continuation =
                pending.renewed(sealed).filter(PendingAuthorizationRequest::isAuthorization);
        if (continuation.isEmpty()) {
            return served ? SignIn.tooLate(pages, browser) : SignIn.expired(pages, browser);
        }
        if (!served || pending.open(sealed).isEmpty()) {
            return browsers.remembering(browser, authorization.resume(browser, continuation.get()));
        }
        boolean allowed = request.form().value("decision").equals("allow");
        return authorization.decided(browser, continuation.get(), allowed);
    }
}
