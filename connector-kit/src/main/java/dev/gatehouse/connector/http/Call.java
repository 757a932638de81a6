package dev.gatehouse.connector.http;

import dev.gatehouse.connector.transfer.BodyPipe;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request, as its handler sees it. Used by one thread.
 *
 * @param method in upper case; GET for a HEAD request
 * @param path as it was sent, without query
 * @param pathParameters by name, decoded
 * @param query decoded
 * @param headers the header fields
 * @param body comes while it is read
 * @param requestId names the request in the log
 */
public record Call(
        String method,
        String path,
        Map<String, String> pathParameters,
        MultiMap query,
        MultiMap headers,
        BodyPipe body,
        String requestId) {

    /** The names of the query's parameters. */
    public Set<String> queryNames() {
        return query.names();
    }

    /** All values of a query parameter. */
    public List<String> queryValues(String name) {
        return query.getAll(name);
    }

    /** The first value of a header field, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Whether the request announces a body. */
    public boolean hasBody() {
        String length = header("Content-Length");
        return headers.contains("Transfer-Encoding")
                || (length != null && !length.strip().equals("0"));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
