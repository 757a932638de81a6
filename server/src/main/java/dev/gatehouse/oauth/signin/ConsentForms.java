package dev.gatehouse.oauth.signin;

import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.authorize.AuthorizationDecisions;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequest;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequests;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.pages.MessagePage;
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
        Browser browser = browsers.of(request);
        if (!browser.served(request.form().value("form_token"))) {
            return SignIn.expired(pages);
        }
        Optional<PendingAuthorizationRequest> continuation =
                pending.open(request.form().value("continue")).filter(PendingAuthorizationRequest::isAuthorization);
        if (continuation.isEmpty()) {
            return pages.message(
                    400,
                    MessagePage.failure(
                            "That took too long",
                            "The page you sent is too old.",
                            "Go back to the application and start again."));
        }
        boolean allowed = request.form().value("decision").equals("allow");
        return authorization.decided(browser, continuation.get(), allowed);
    }
}
