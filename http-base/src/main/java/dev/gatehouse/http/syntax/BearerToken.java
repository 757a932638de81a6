package dev.gatehouse.http.syntax;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import io.vertx.core.MultiMap;
import java.util.List;

/** Finds the bearer token of a request (RFC 6750 section 2.1): in the Authorization header and nowhere else. */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** @throws ApiException ERR10002 where there is none, ERR10000 where the header is given twice */
    public static String of(MultiMap headers) {
        List<String> fields = headers.getAll(HeaderNames.AUTHORIZATION);
        if (fields.size() > 1) {
            throw ErrorCode.INVALID_AUTH_TOKEN.with("the Authorization header is given more than once");
        }
        String field = fields.isEmpty() ? "" : fields.getFirst();
        if (field.length() <= SCHEME.length() || !field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw ErrorCode.MISSING_AUTH_TOKEN.with();
        }
        return field.substring(SCHEME.length()).strip();
    }
}
