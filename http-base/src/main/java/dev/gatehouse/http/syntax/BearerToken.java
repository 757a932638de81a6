package dev.gatehouse.http.syntax;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the access token of a request (RFC 6750 section 2.1): in the Authorization header and nowhere else. */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";
    private static final String DPOP = "DPoP ";

    private BearerToken() {}

    /** @throws ApiException ERR10002 where there is none, ERR10000 where the header is given twice */
    public static String of(MultiMap headers) {
        String token = of(headers, SCHEME);
        if (token == null) {
            throw ErrorCode.MISSING_AUTH_TOKEN.with();
        }
        return token;
    }

    /** The token that comes with a proof (RFC 9449 section 7.1), or null. @throws ApiException ERR10000, as {@link #of} */
    public static @Nullable String ofDpop(MultiMap headers) {
        return of(headers, DPOP);
    }

    private static @Nullable String of(MultiMap headers, String scheme) {
        List<String> fields = headers.getAll(HeaderNames.AUTHORIZATION);
        if (fields.size() > 1) {
            throw ErrorCode.INVALID_AUTH_TOKEN.with("the Authorization header is given more than once");
        }
        String field = fields.isEmpty() ? "" : fields.getFirst();
        return field.length() > scheme.length() && field.regionMatches(true, 0, scheme, 0, scheme.length())
                ? field.substring(scheme.length()).strip()
                : null;
    }
}
