package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.page.FormPostPage;
import dev.gatehouse.oauth.page.Pages;
import dev.gatehouse.pages.Message;
import dev.gatehouse.pages.MessagePage;
import dev.gatehouse.pages.PageTexts;
import java.util.List;

/** Sends browsers back to clients, each time with the issuer (RFC 9207). Thread-safe. */
public final class AuthorizationResponses {
    private final Issuer issuer;
    private final AuthorizationCodes codes;
    private final ImplicitResponses implicit;
    private final Pages pages;

    public AuthorizationResponses(Issuer issuer, AuthorizationCodes codes, ImplicitResponses implicit, Pages pages) {
        this.issuer = issuer;
        this.codes = codes;
        this.implicit = implicit;
        this.pages = pages;
    }

    /** The user agreed. */
    Response granted(ApprovedRequest approved, PageTexts texts) throws AuthorizationRefusal {
        ValidRequest request = approved.request();
        RedirectTarget target = request.target();
        if (!request.message().getResponseType().impliesCodeFlow()) {
            return send(implicit.answer(request, approved.session(), approved.scope()), target, texts);
        }
        return send(
                new AuthorizationSuccessResponse(
                        target.uri(), codes.issue(approved), null, target.state(), issuer, target.mode()),
                target,
                texts);
    }

    /** To the client where that is safe, as a page where it is not. */
    Response refused(AuthorizationRefusal refusal, PageTexts texts) {
        RedirectTarget target = refusal.target();
        Message words = refusal.words();
        if (target == null || words != null) {
            return pages.message(
                    texts,
                    400,
                    MessagePage.failure("refused", words == null ? Message.of("error.reason.other") : words));
        }
        return send(
                new AuthorizationErrorResponse(target.uri(), refusal.error(), target.state(), issuer, target.mode()),
                target,
                texts);
    }

    private Response send(AuthorizationResponse response, RedirectTarget target, PageTexts texts) {
        if (!target.mode().equals(ResponseMode.FORM_POST)) {
            return Response.seeOther(response.toURI().toString()).withHeader("Referrer-Policy", "no-referrer");
        }
        List<FormPostPage.Field> fields = response.toParameters().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new FormPostPage.Field(entry.getKey(), value)))
                .toList();
        return pages.formPost(texts, new FormPostPage(target.uri().toString(), Destinations.of(target.uri()), fields));
    }
}
