package dev.gatehouse.oauth.signin;

import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.FrontChannelParts;
import dev.gatehouse.oauth.authorize.AuthorizationEndpoint;
import dev.gatehouse.oauth.authorize.PendingAuthorizationRequest;
import dev.gatehouse.oauth.session.Browser;
import dev.gatehouse.oauth.session.Browsers;
import dev.gatehouse.pages.MessagePage;
import java.util.Optional;

/** Takes what users decide on the consent page. Thread-safe. */
public final class ConsentForms {
    private final FrontChannelParts parts;
    private final Browsers browsers;
    private final AuthorizationEndpoint authorization;

    public ConsentForms(FrontChannelParts parts, AuthorizationEndpoint authorization) {
        this.parts = parts;
        this.browsers = parts.browsers();
        this.authorization = authorization;
    }

    public Response submit(Request request) {
        Browser browser = browsers.of(request);
        if (!browser.served(request.form().value("form_token"))) {
            return SignIn.expired(parts.pages());
        }
        Optional<PendingAuthorizationRequest> continuation = parts.continuations()
                .open(request.form().value("continue"))
                .filter(PendingAuthorizationRequest::isAuthorization);
        if (continuation.isEmpty()) {
            return parts.pages()
                    .message(
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
