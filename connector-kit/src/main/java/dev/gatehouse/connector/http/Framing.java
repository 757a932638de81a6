package dev.gatehouse.connector.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** Recognises requests that a proxy in front may have read differently (RFC 9112 section 11.2). */
final class Framing {
    private Framing() {}

    /** Whether the connection is to be closed without an answer, so that nothing behind this request is served. */
    static boolean isAmbiguous(HttpServerRequest request) {
        MultiMap headers = request.headers();
        List<String> encodings = headers.getAll("Transfer-Encoding");
        boolean chunked = encodings.size() == 1 && encodings.getFirst().strip().equalsIgnoreCase("chunked");
        boolean unclear = !encodings.isEmpty()
                && (!chunked || request.version() == HttpVersion.HTTP_1_0 || headers.contains("Content-Length"));
        return unclear
                || headers.getAll("Host").size() > 1
                || headers.getAll("Content-Length").size() > 1;
    }

    /** Whether the request announces a body. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding")
                || (length != null && !length.strip().equals("0"));
    }

    /** How long the body is said to be; 0 where nothing is said. */
    static long announcedBytes(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length.strip());
    }

    /** RFC 9110 section 7.6.1: Connection is a list, and "close" may stand anywhere in it. */
    static boolean asksToClose(HttpServerRequest request) {
        return request.headers().getAll("Connection").stream()
                .flatMap(field -> List.of(field.split(",")).stream())
                .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }
}
