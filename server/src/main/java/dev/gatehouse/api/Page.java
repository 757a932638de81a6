package dev.gatehouse.api;

import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which part of a list is asked for: a page by number, or what follows a key at constant cost.
 *
 * @param number starts at 1; 0 when {@code after} leads
 * @param size entries on a page
 * @param after the key of the last entry already known, or null
 */
public record Page(int number, int size, String after) {
    private static final int DEFAULT_SIZE = 10;
    private static final int MAXIMUM_SIZE = 1000;

    /** In place of a total: there are more entries than are counted. */
    public static final long MANY = -1;

    /** The query parameters every list knows. */
    public static final List<String> PARAMETERS = List.of("page", "pageSize", "after");

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
        int size = request.queryNumber("pageSize", DEFAULT_SIZE, 1, MAXIMUM_SIZE);
        int number = request.queryNumber("page", 0, 1, Integer.MAX_VALUE);
        if (number != 0 && after != null) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "after", after, "send either page or after");
        }
        return new Page(number, size, after);
    }

    /** Rows before the page; 0 when {@code after} leads. */
    public long offset() {
        return number == 0 ? 0 : (number - 1L) * size;
    }

    /** Whether the answer tells how many entries there are; the constant-cost way does not count. */
    public boolean isCounted() {
        return number > 0;
    }

    /**
     * The list as an answer with its paging headers (RFC 8288).
     *
     * @param total how many entries match, or {@link #MANY}, where {@link #isCounted()}
     * @param lastKey the key of the last entry, or null when the list is empty
     * @param filters the request's own filter parameters, kept in the links
     */
    public Response answer(Request request, List<?> entries, long total, String lastKey, String... filters) {
        Response response = Response.ok(entries);
        boolean hasTotal = isCounted() && total != MANY;
        if (hasTotal) {
            response = response.withHeader("X-Total-Count", Long.toString(total));
        }
        StringBuilder links = new StringBuilder();
        boolean more = hasTotal ? offset() + entries.size() < total : entries.size() == size;
        if (more && lastKey != null) {
            link(links, request, "next", "after=" + encode(lastKey), filters);
        }
        if (number > 1) {
            link(links, request, "prev", "page=" + (number - 1), filters);
        }
        if (number != 1) {
            link(links, request, "first", "page=1", filters);
        }
        return links.isEmpty() ? response : response.withHeader("Link", links.toString());
    }

    private void link(StringBuilder links, Request request, String relation, String position, String... filters) {
        links.append(links.isEmpty() ? "" : ", ")
                .append('<')
                .append(request.path())
                .append('?')
                .append(position);
        links.append("&pageSize=").append(size);
        for (String filter : filters) {
            String value = request.query(filter);
            if (value != null) {
                links.append('&').append(filter).append('=').append(encode(value));
            }
        }
        links.append(">; rel=\"").append(relation).append('"');
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
