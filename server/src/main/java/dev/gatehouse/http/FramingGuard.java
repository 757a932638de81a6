package dev.gatehouse.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;

/**
 * Recognises requests whose framing two HTTP implementations could read differently (RFC 9112 section 11.2).
 *
 * <p>Such a connection is closed without an answer: a request smuggled behind the ambiguous one would otherwise still
 * be served.
 */
final class FramingGuard {
    private FramingGuard() {}

    static boolean isAmbiguous(HttpServerRequest request) {
        MultiMap headers = request.headers();
        List<String> encodings = headers.getAll(HeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty()) {
            boolean chunkedOnly = encodings.size() == 1
                    && encodings.getFirst().strip().toLowerCase(Locale.ROOT).equals("chunked");
            if (!chunkedOnly || headers.contains(HeaderNames.CONTENT_LENGTH)) {
                return true;
            }
        }
        return headers.getAll(HeaderNames.HOST).size() > 1
                || headers.getAll(HeaderNames.CONTENT_LENGTH).size() > 1;
    }
}
