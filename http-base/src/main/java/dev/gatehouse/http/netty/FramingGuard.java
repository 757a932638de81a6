package dev.gatehouse.http.netty;

import dev.gatehouse.http.syntax.HeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
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

    /** HTTP/1.1 asks for exactly one Host field (RFC 9112 section 3.2); HTTP/1.0 does without. */
    static boolean lacksHost(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1 && request.authority() == null;
    }

    static boolean isAmbiguous(HttpServerRequest request) {
        MultiMap headers = request.headers();
        List<String> encodings = headers.getAll(HeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty()) {
            boolean chunkedOnly = encodings.size() == 1
                    && encodings.getFirst().strip().toLowerCase(Locale.ROOT).equals("chunked");
            if (!chunkedOnly
                    || request.version() == HttpVersion.HTTP_1_0
                    || headers.contains(HeaderNames.CONTENT_LENGTH)) {
                return true;
            }
        }
        return headers.getAll(HeaderNames.HOST).size() > 1
                || headers.getAll(HeaderNames.CONTENT_LENGTH).size() > 1;
    }
}
