package dev.gatehouse.oauth.pages;

import dev.gatehouse.http.ApiException;
import dev.gatehouse.http.Response;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Renders pages. Each comes with a Content-Security-Policy of its own that allows its stylesheet and its form and nothing
 * else, may not be framed, and tells no other site where the browser came from. Thread-safe.
 */
public final class Pages {
    private static final String HTML = "text/html; charset=utf-8";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /** @param goesOnTo where the form may lead by a redirection besides ourselves, or null */
    public Response login(int status, LoginPage page, URI goesOnTo) {
        return page(status, "login.jte", page, formAction(goesOnTo), "");
    }

    /** @param goesOnTo as with {@link #login} */
    public Response password(PasswordPage page, URI goesOnTo) {
        return page(page.problem() == null ? 200 : 422, "password.jte", page, formAction(goesOnTo), "");
    }

    /** @param goesOnTo as with {@link #login} */
    public Response consent(ConsentPage page, URI goesOnTo) {
        return page(200, "consent.jte", page, formAction(goesOnTo), "");
    }

    public Response device(int status, DevicePage page) {
        return withoutOpener(page(status, "device.jte", page, formAction(null), ""));
    }

    /** @param goesOnTo as with {@link #login} */
    public Response logout(LogoutPage page, URI goesOnTo) {
        return withoutOpener(page(200, "logout.jte", page, formAction(goesOnTo), ""));
    }

    public Response account(AccountPage page) {
        return withoutOpener(page(200, "account.jte", page, formAction(null), ""));
    }

    public Response message(int status, MessagePage page) {
        return page(status, "message.jte", page, "'none'", "");
    }

    /** The form sends itself where scripts run, and has a button where they do not. */
    public Response formPost(FormPostPage page) {
        return page(200, "formpost.jte", page, source(URI.create(page.action())), "; script-src 'self'");
    }

    /** An entry of the error catalogue as a page. */
    public Response error(ApiException error) {
        Response page = message(
                error.code().status(),
                MessagePage.failure("This did not work", error.getMessage(), "Go back and try again."));
        for (var header : error.headers().entrySet()) {
            page = page.withHeader(header.getKey(), header.getValue());
        }
        return page;
    }

    private Response page(int status, String template, Object page, String formAction, String more) {
        StringOutput html = new StringOutput(4096);
        engine.render(template, page, html);
        return Response.of(status, HTML, html.toString().getBytes(StandardCharsets.UTF_8))
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action "
                                + formAction + "; frame-ancestors 'none'" + more)
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("X-Frame-Options", "DENY");
    }

    /** Pages on the way back to a client keep their opener, which waits for the answer in a window it opened. */
    private static Response withoutOpener(Response page) {
        return page.withHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    /** Browsers apply form-action to the redirection that answers the form, too. */
    private static String formAction(URI goesOnTo) {
        return goesOnTo == null ? "'self'" : "'self' " + source(goesOnTo);
    }

    /** A source of a policy (CSP level 3 section 2.3.1): the origin, or the scheme where there is no host. */
    private static String source(URI uri) {
        if (uri.getHost() == null) {
            return uri.getScheme() + ":";
        }
        // An IPv6 address is no host in a policy's grammar; its scheme is.
        if (uri.getHost().startsWith("[")) {
            return uri.getScheme() + ":";
        }
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
