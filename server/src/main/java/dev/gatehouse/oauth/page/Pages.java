package dev.gatehouse.oauth.page;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.http.Response;
import dev.gatehouse.pages.MessagePage;
import dev.gatehouse.pages.PageLanguages;
import dev.gatehouse.pages.PagePolicy;
import dev.gatehouse.pages.PageRenderer;
import dev.gatehouse.pages.PageTexts;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Renders the authorization server's pages. Thread-safe. */
public final class Pages {
    private final PageRenderer renderer = new PageRenderer();
    private final PageLanguages languages;

    public Pages(PageLanguages languages) {
        this.languages = languages;
    }

    /** @param goesOnTo where the form may lead by a redirection besides ourselves, or null */
    public Response login(PageTexts texts, int status, LoginPage page, @Nullable URI goesOnTo) {
        return renderer.page(texts, status, "login.jte", page, PagePolicy.formToUs(goesOnTo));
    }

    /** @param goesOnTo as with {@link #login} */
    public Response password(PageTexts texts, int status, PasswordPage page, @Nullable URI goesOnTo) {
        return renderer.page(texts, status, "password.jte", page, PagePolicy.formToUs(goesOnTo));
    }

    /** @param goesOnTo as with {@link #login} */
    public Response consent(PageTexts texts, ConsentPage page, @Nullable URI goesOnTo) {
        return renderer.page(texts, 200, "consent.jte", page, PagePolicy.formToUs(goesOnTo));
    }

    public Response device(PageTexts texts, int status, DevicePage page) {
        return withoutOpener(renderer.page(texts, status, "device.jte", page, PagePolicy.formToUs()));
    }

    /** @param goesOnTo as with {@link #login} */
    public Response logout(PageTexts texts, int status, LogoutPage page, @Nullable URI goesOnTo) {
        return withoutOpener(renderer.page(texts, status, "logout.jte", page, PagePolicy.formToUs(goesOnTo)));
    }

    /** A script of ours goes on once the frames are there, or after a while; a link is there where none runs. */
    public Response leaving(PageTexts texts, LeavingPage page) {
        return withoutOpener(renderer.page(texts, 200, "leaving.jte", page, PagePolicy.framing(page.frames())));
    }

    public Response ownPassword(PageTexts texts, int status, OwnPasswordPage page) {
        return withoutOpener(renderer.page(texts, status, "ownpassword.jte", page, PagePolicy.formToUs()));
    }

    public Response account(PageTexts texts, int status, AccountPage page) {
        return withoutOpener(renderer.page(texts, status, "account.jte", page, PagePolicy.formToUs()));
    }

    public Response message(PageTexts texts, int status, MessagePage page) {
        return renderer.message(texts, status, page);
    }

    /** The form sends itself where scripts run, and has a button where they do not. */
    public Response formPost(PageTexts texts, FormPostPage page) {
        return renderer.page(texts, 200, "formpost.jte", page, PagePolicy.formSentTo(URI.create(page.action())));
    }

    /** An entry of the error catalogue as a page. */
    public Response error(ApiException error, @Nullable String acceptLanguage) {
        return renderer.error(languages.accepted(acceptLanguage), error);
    }

    /** A form that no page of this session brought: an old one, or one of another site. */
    public Response expiredForm(PageTexts texts) {
        return renderer.expiredForm(texts);
    }

    /** Pages on the way back to a client keep their opener, which waits for the answer in a window it opened. */
    private static Response withoutOpener(Response page) {
        return page.withHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
}
