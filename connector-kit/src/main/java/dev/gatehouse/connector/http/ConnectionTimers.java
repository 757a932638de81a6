package dev.gatehouse.connector.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Closes connections that do not come to a request in time, and those beyond the bound. Used by one event loop. */
final class ConnectionTimers {
    private static final long NONE = -1;

    private final Vertx vertx;
    private final long idleMillis;
    private final int maximum;
    private final Map<HttpConnection, Long> timers = new HashMap<>();

    ConnectionTimers(Vertx vertx, long idleMillis, int maximum) {
        this.vertx = vertx;
        this.idleMillis = idleMillis;
        this.maximum = maximum;
    }

    void opened(HttpConnection connection) {
        if (timers.size() >= maximum) {
            abort(connection);
            return;
        }
        timers.put(connection, timer(connection));
        connection.closeHandler(closed -> cancel(timers.remove(connection)));
    }

    void requestStarted(HttpConnection connection) {
        if (timers.containsKey(connection)) {
            cancel(timers.put(connection, NONE));
        }
    }

    void requestEnded(HttpConnection connection) {
        if (timers.containsKey(connection)) {
            cancel(timers.put(connection, timer(connection)));
        }
    }

    private long timer(HttpConnection connection) {
        return vertx.setTimer(idleMillis, late -> abort(connection));
    }

    private void cancel(@Nullable Long timer) {
        if (timer != null && timer != NONE) {
            vertx.cancelTimer(timer);
        }
    }

    /** Unlike an orderly close, this does not wait for the caller to take what was written. */
    static void abort(HttpConnection connection) {
        ((ConnectionBase) connection).channelHandlerContext().close();
    }

    static void abort(HttpServerRequest request) {
        abort(request.connection());
    }
}
