package dev.gatehouse.pages;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.http.Response;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;

/**
 * Renders pages. Each comes with a Content-Security-Policy of its own that allows its stylesheet and its form and nothing
 * else, may not be framed, and tells no other site where the browser came from. Thread-safe.
 */
public final class PageRenderer {
    private static final String HTML = "text/html; charset=utf-8";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /** @param page what stands on it, as the template takes it */
    public Response page(int status, String template, Object page, PagePolicy policy) {
        StringOutput html = new StringOutput(4096);
        engine.render(template, page, html);
        return Response.of(status, HTML, ShownPage.of(html.toString()).getBytes(StandardCharsets.UTF_8))
                .withHeader("Content-Security-Policy", policy.header())
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("X-Frame-Options", "DENY");
    }

    public Response message(int status, MessagePage page) {
        return page(status, "message.jte", page, PagePolicy.NO_FORM);
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

    /** A form that no page of this session brought: an old one, or one of another site. */
    public Response expiredForm() {
        return message(
                403,
                MessagePage.failure(
                        "This form has expired",
                        "Nothing was changed.",
                        "Go back, reload the page, and send the form again. Cookies must be allowed."));
    }
}
