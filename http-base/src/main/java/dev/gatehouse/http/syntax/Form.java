package dev.gatehouse.http.syntax;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.SentText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of a form or a query, in order, each with all its values. Immutable. */
public record Form(Map<String, List<String>> fields) {
    private static final Form NONE = new Form(Map.of());

    /**
     * Reads {@code application/x-www-form-urlencoded} text.
     *
     * @throws ApiException ERR12118 where it is no percent-encoded UTF-8, ERR11010 where a field holds a control character
     */
    public static Form parse(byte[] body) {
        return read(new String(body, StandardCharsets.ISO_8859_1), "form");
    }

    /**
     * Reads a query as it was sent.
     *
     * @param query null where there is none
     * @throws ApiException as {@link #parse} does
     */
    public static Form ofQuery(@Nullable String query) {
        return query == null || query.isEmpty() ? NONE : read(query, "query");
    }

    /** @param text bytes that should have been encoded stand in it as characters of ISO 8859-1 */
    private static Form read(String text, String kind) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals), kind);
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), kind);
                SentText.checkLine(name, name);
                SentText.checkText(name, value);
                fields.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
            }
        }
        return new Form(fields);
    }

    private static String decoded(String text, String kind) {
        try {
            return PercentEncoding.decode(text, true);
        } catch (IllegalArgumentException e) {
            throw ErrorCode.MALFORMED_REQUEST.with("its " + kind + " is not encoded as one");
        }
    }

    /**
     * All values of a field; none where it is absent.
     *
     * @throws ApiException ERR11010 where one holds a line break or a tab, which some third parties send in fields for people
     *     that nobody reads here
     */
    public List<String> values(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        values.forEach(value -> SentText.checkLine(name, value));
        return values;
    }

    /**
     * A field's value; an empty text where it is absent.
     *
     * @throws ApiException ERR11010 when it is given more than once, or not in one line
     */
    public String value(String name) {
        List<String> values = values(name);
        if (values.size() > 1) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(name, "several", "give it once");
        }
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "Form" + fields.keySet();
    }
}
