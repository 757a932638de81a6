package dev.gatehouse.oauth.authorize;

import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.page.ConsentPage;
import dev.gatehouse.oauth.page.LoginPage;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.token.ScopeDescriptions;
import java.time.Instant;

/** The pages an authorization request leads to before it is answered. Thread-safe. */
public final class AuthorizationPages {
    private final PendingAuthorizationRequests pending;
    private final ScopeDescriptions descriptions;
    private final Pages pages;

    public AuthorizationPages(PendingAuthorizationRequests pending, ScopeDescriptions descriptions, Pages pages) {
        this.pending = pending;
        this.descriptions = descriptions;
        this.pages = pages;
    }

    Response login(Browser browser, ValidRequest request, Instant arrived) {
        LoginPage page = new LoginPage(
                browser.formToken(),
                pending.seal(PendingAuthorizationRequest.of(request, arrived)),
                request.party().client().clientName(),
                request.loginHint(),
                null);
        return pages.login(browser.texts(), 200, page, request.target().uri());
    }

    Response consent(Browser browser, ApprovedRequest asked, Instant arrived) {
        ValidRequest request = asked.request();
        ConsentPage page = new ConsentPage(
                browser.formToken(),
                pending.seal(PendingAuthorizationRequest.of(request, arrived)),
                null,
                asked.session().userId(),
                new ConsentPage.Client(
                        request.party().client().clientName(),
                        request.party().isExternal(),
                        Destinations.of(request.target().uri())),
                request.resource() == null ? null : request.resource().toString(),
                descriptions.describe(asked.allowed(), browser.texts()));
        return pages.consent(browser.texts(), page, request.target().uri());
    }
}
