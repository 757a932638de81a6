package dev.gatehouse.connector.http;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Violation;
import dev.gatehouse.http.syntax.PercentEncoding;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the query of a request. Stateless. */
final class Query {
    private Query() {}

    /**
     * Its parameters, decoded.
     *
     * @param text as it was sent, or null
     * @throws ApiException ERR11004 naming those that cannot be decoded
     */
    static MultiMap read(@Nullable String text) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        List<Violation> violations = new ArrayList<>();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            if (!pair.isEmpty()) {
                add(pair, parameters, violations);
            }
        }
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
        return parameters;
    }

    private static void add(String pair, MultiMap parameters, List<Violation> violations) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        try {
            name = PercentEncoding.decode(name, true);
            parameters.add(name, PercentEncoding.decode(pair.substring(equals < 0 ? pair.length() : equals + 1), true));
        } catch (IllegalArgumentException e) {
            String shown = name.length() > 64 ? name.substring(0, 64) + "..." : name;
            violations.add(Violation.of(shown, e.getMessage() + "; send percent-encoded UTF-8"));
        }
    }
}
