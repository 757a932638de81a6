package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;

/**
 * A request in the hands of a {@link TransferHandler}. Its methods are called on the connection's event loop where nothing
 * else is said. One of {@link #write}, {@link #refuse}, {@link #end} and {@link #cut} ends it.
 */
public interface Transfer {
    /** Its body is not set. */
    Request request();

    /** The body as it comes, and the answer on its way. */
    HttpServerRequest http();

    /** The connection's event loop. */
    Context loop();

    /**
     * Runs work that may block on a virtual thread.
     *
     * @throws ApiException ERR12106 where too much runs already
     */
    void run(Runnable work);

    /** The error that a failure is answered with; an unexpected one is logged. May be called by any thread. */
    ApiException told(Throwable failure);

    /** Sends a whole answer. The future fails where the client left before it had it. */
    Future<Void> write(Response answer);

    /** As {@link #write}, of an error. */
    Future<Void> refuse(ApiException error);

    /**
     * Makes ready to send an answer part by part, which the handler then writes by itself. Nothing where the client left.
     *
     * @param head its body is not looked at
     * @param length how many bytes follow, where that is known
     */
    void begin(Response head, OptionalLong length);

    /** The end of what {@link #begin} began. The future fails where the client left before it had all. */
    Future<Void> end();

    /** Ends the connection in place of the answer, so that the client sees that it is not all. */
    void cut();
}
