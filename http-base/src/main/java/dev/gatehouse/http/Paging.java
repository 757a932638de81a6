package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which part of a list a request asks for, and answers with it and its paging headers (RFC 8288). Stateless. */
public final class Paging {
    private Paging() {}

    /**
     * Reads {@code page}, {@code pageSize} and {@code after}.
     *
     * @throws ApiException ERR11000 without {@code page} and {@code after}, ERR11010 to ERR11012 for values out of range
     */
    public static Page of(Request request) {
        String after = request.query("after");
        if (request.query("page") == null && after == null) {
            throw request.missingQuery("page");
        }
        int size = request.queryNumber("pageSize", Page.DEFAULT_SIZE, 1, Page.MAX_SIZE);
        int number = request.queryNumber("page", 0, 1, Integer.MAX_VALUE);
        if (number != 0 && after != null) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "after", after, "send either page or after");
        }
        return new Page(number, size, after);
    }

    /**
     * Reads {@code pageSize} and {@code after} of a list without page numbers, which begins where no key is given.
     *
     * @param maximum entries on a page, and how many there are where nobody says
     * @throws ApiException ERR11010 to ERR11012 for values out of range
     */
    public static Page following(Request request, int maximum) {
        return new Page(0, request.queryNumber("pageSize", maximum, 1, maximum), request.query("after"));
    }

    /**
     * Tells where a list without page numbers goes on.
     *
     * @param page what {@link #following} read from the request
     * @param entries how many are in the answer
     * @param lastKey the key of the last of them, or null when there is none
     */
    public static Response withNext(
            Response answer, Request request, Page page, int entries, @Nullable String lastKey) {
        String next = next(page, entries, Page.MANY, lastKey);
        if (next == null) {
            return answer;
        }
        StringBuilder links = new StringBuilder();
        link(links, request, "next", next + "&pageSize=" + page.size());
        return answer.withHeader("Link", links.toString());
    }

    /**
     * The list as an answer.
     *
     * @param page what {@link #of} read from the request
     * @param total how many entries match, or {@link Page#MANY}, where {@link Page#isCounted()}
     * @param lastKey the key of the last entry, or null when the list is empty
     * @param filters the request's own filter parameters, kept in the links
     */
    public static Response answer(
            Request request, Page page, List<?> entries, long total, @Nullable String lastKey, String... filters) {
        Response response = Response.ok(entries);
        boolean hasTotal = page.isCounted() && total != Page.MANY;
        if (hasTotal) {
            response = response.withHeader("X-Total-Count", Long.toString(total));
        }
        String links = links(request, page, next(page, entries.size(), hasTotal ? total : Page.MANY, lastKey), filters);
        return links.isEmpty() ? response : response.withHeader("Link", links);
    }

    /** Where the list goes on, or null at its end. */
    private static @Nullable String next(Page page, int entries, long total, @Nullable String lastKey) {
        boolean more = total == Page.MANY ? entries == page.size() : page.offset() + entries < total;
        return more && lastKey != null ? "after=" + encode(lastKey) : null;
    }

    private static String links(Request request, Page page, @Nullable String next, String... filters) {
        StringBuilder links = new StringBuilder();
        String rest = "&pageSize=" + page.size() + kept(request, filters);
        if (next != null) {
            link(links, request, "next", next + rest);
        }
        if (page.number() > 1) {
            link(links, request, "prev", "page=" + (page.number() - 1) + rest);
        }
        if (page.number() != 1) {
            link(links, request, "first", "page=1" + rest);
        }
        return links.toString();
    }

    private static String kept(Request request, String... filters) {
        StringBuilder kept = new StringBuilder();
        for (String filter : filters) {
            String value = request.query(filter);
            if (value != null) {
                kept.append('&').append(filter).append('=').append(encode(value));
            }
        }
        return kept.toString();
    }

    private static void link(StringBuilder links, Request request, String relation, String query) {
        links.append(links.isEmpty() ? "<" : ", <")
                .append(request.path())
                .append('?')
                .append(query)
                .append(">; rel=\"")
                .append(relation)
                .append('"');
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
