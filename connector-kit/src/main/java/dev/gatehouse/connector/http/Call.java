package dev.gatehouse.connector.http;

import dev.gatehouse.connector.transfer.BodyPipe;
import dev.gatehouse.http.Request;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request, as the handler of an operation sees it. Used by one thread.
 *
 * @param request its own body is empty
 * @param query decoded
 * @param body comes while it is read
 */
public record Call(Request request, MultiMap query, BodyPipe body) {
    /** The names of the query's parameters. */
    public Set<String> queryNames() {
        return query.names();
    }

    /** All values of a query parameter. */
    public List<String> queryValues(String name) {
        return query.getAll(name);
    }

    /** By name, decoded. */
    public Map<String, String> pathParameters() {
        return request.pathParameters();
    }

    /** The first value of a header field, or null. */
    public @Nullable String header(String name) {
        return request.header(name);
    }

    /** Whether the request announces a body. */
    public boolean hasBody() {
        return request.announcesBody();
    }

    @Override
    public String toString() {
        return request.method() + " " + request.path();
    }
}
