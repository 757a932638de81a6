package dev.gatehouse.http.syntax;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields of a form or a query, in order, each with all its values. Immutable. */
public record Form(Map<String, List<String>> fields) {
    /**
     * Reads {@code application/x-www-form-urlencoded} text.
     *
     * @throws ApiException ERR12118 where a percent sign starts no encoded byte
     */
    public static Form parse(byte[] body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                fields.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
            }
        }
        return new Form(fields);
    }

    public static Form of(MultiMap query) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String name : query.names()) {
            fields.put(name, List.copyOf(query.getAll(name)));
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ErrorCode.MALFORMED_REQUEST.with("the form is not encoded as one");
        }
    }

    /**
     * A field's value; an empty text where it is absent.
     *
     * @throws ApiException ERR11010 when it is given more than once
     */
    public String value(String name) {
        List<String> values = fields.getOrDefault(name, List.of(""));
        if (values.size() > 1) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(name, "several", "give it once");
        }
        return values.getFirst();
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "Form" + fields.keySet();
    }
}
