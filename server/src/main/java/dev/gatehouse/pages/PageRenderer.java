package dev.gatehouse.pages;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.http.Response;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Renders pages. Each comes with a Content-Security-Policy of its own that allows its stylesheet and its form and nothing
 * else, may not be framed, and tells no other site where the browser came from. Thread-safe.
 */
public final class PageRenderer {
    private static final String HTML = "text/html; charset=utf-8";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /**
     * @param texts what it says, and in which language
     * @param page what stands on it, as the template takes it
     */
    public Response page(PageTexts texts, int status, String template, Object page, PagePolicy policy) {
        StringOutput html = new StringOutput(4096);
        engine.render(template, Map.of("texts", texts, "page", page), html);
        return Response.of(status, HTML, ShownPage.of(html.toString()).getBytes(StandardCharsets.UTF_8))
                .withHeader("Content-Language", texts.language())
                .withHeader("Vary", "Accept-Language")
                .withHeader("Content-Security-Policy", policy.header())
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("X-Frame-Options", "DENY");
    }

    public Response message(PageTexts texts, int status, MessagePage page) {
        return page(texts, status, "message.jte", page, PagePolicy.NO_FORM);
    }

    /** An entry of the error catalogue as a page: in words for people, and as it stands there. */
    public Response error(PageTexts texts, ApiException error) {
        String own = "error.reason." + error.code().code();
        Message reason = Message.of(texts.find(own).isPresent() ? own : "error.reason.other");
        Response page = message(
                texts,
                error.code().status(),
                MessagePage.failure("error", reason).withDetail(error.code().code() + ": " + error.getMessage()));
        for (var header : error.headers().entrySet()) {
            page = page.withHeader(header.getKey(), header.getValue());
        }
        return page;
    }

    /** A form that no page of this session brought: an old one, or one of another site. */
    public Response expiredForm(PageTexts texts) {
        return message(texts, 403, MessagePage.failure("form.expired"));
    }
}
