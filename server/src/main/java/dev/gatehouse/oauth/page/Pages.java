package dev.gatehouse.oauth.page;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.http.Response;
import dev.gatehouse.pages.MessagePage;
import dev.gatehouse.pages.PagePolicy;
import dev.gatehouse.pages.PageRenderer;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Renders the authorization server's pages. Thread-safe. */
public final class Pages {
    private final PageRenderer renderer = new PageRenderer();

    /** @param goesOnTo where the form may lead by a redirection besides ourselves, or null */
    public Response login(int status, LoginPage page, @Nullable URI goesOnTo) {
        return renderer.page(status, "login.jte", page, PagePolicy.formToUs(goesOnTo));
    }

    /** @param goesOnTo as with {@link #login} */
    public Response password(int status, PasswordPage page, @Nullable URI goesOnTo) {
        return renderer.page(status, "password.jte", page, PagePolicy.formToUs(goesOnTo));
    }

    /** @param goesOnTo as with {@link #login} */
    public Response consent(ConsentPage page, @Nullable URI goesOnTo) {
        return renderer.page(200, "consent.jte", page, PagePolicy.formToUs(goesOnTo));
    }

    public Response device(int status, DevicePage page) {
        return withoutOpener(renderer.page(status, "device.jte", page, PagePolicy.formToUs()));
    }

    /** @param goesOnTo as with {@link #login} */
    public Response logout(int status, LogoutPage page, @Nullable URI goesOnTo) {
        return withoutOpener(renderer.page(status, "logout.jte", page, PagePolicy.formToUs(goesOnTo)));
    }

    /** A script of ours goes on once the frames are there, or after a while; a link is there where none runs. */
    public Response leaving(LeavingPage page) {
        return withoutOpener(renderer.page(200, "leaving.jte", page, PagePolicy.framing(page.frames())));
    }

    public Response ownPassword(int status, OwnPasswordPage page) {
        return withoutOpener(renderer.page(status, "ownpassword.jte", page, PagePolicy.formToUs()));
    }

    public Response account(int status, AccountPage page) {
        return withoutOpener(renderer.page(status, "account.jte", page, PagePolicy.formToUs()));
    }

    public Response message(int status, MessagePage page) {
        return renderer.message(status, page);
    }

    /** The form sends itself where scripts run, and has a button where they do not. */
    public Response formPost(FormPostPage page) {
        return renderer.page(200, "formpost.jte", page, PagePolicy.formSentTo(URI.create(page.action())));
    }

    /** An entry of the error catalogue as a page. */
    public Response error(ApiException error) {
        return renderer.error(error);
    }

    /** A form that no page of this session brought: an old one, or one of another site. */
    public Response expiredForm() {
        return renderer.expiredForm();
    }

    /** Pages on the way back to a client keep their opener, which waits for the answer in a window it opened. */
    private static Response withoutOpener(Response page) {
        return page.withHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
}
