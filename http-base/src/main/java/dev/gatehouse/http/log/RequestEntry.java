package dev.gatehouse.http.log;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorEntry;
import dev.gatehouse.http.syntax.HeaderNames;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a log tells of one request, which gets its id here. Holds no value that a client sent. Used by one event loop. */
public final class RequestEntry {
    private static final Pattern ACCEPTABLE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

    private final RequestRecorder recorder;
    private final String id;
    private final String method;
    private final String route;
    private final boolean reading;
    private final long started = System.nanoTime();
    private @Nullable ErrorEntry error;

    private RequestEntry(RequestRecorder recorder, String id, String method, String route, boolean reading) {
        this.recorder = recorder;
        this.id = id;
        this.method = method;
        this.route = route;
        this.reading = reading;
    }

    public static RequestEntry begin(RequestRecorder recorder, HttpServerRequest request, String route) {
        return begin(recorder, request, route, isRead(request.method().name()));
    }

    /** @param reading whether it changes nothing, whatever its method */
    public static RequestEntry begin(
            RequestRecorder recorder, HttpServerRequest request, String route, boolean reading) {
        String given = request.getHeader(HeaderNames.REQUEST_ID);
        String id = given != null && ACCEPTABLE_ID.matcher(given).matches() ? given : newId();
        String method = request.method().name();
        return new RequestEntry(recorder, id, METHODS.contains(method) ? method : "OTHER", route, reading);
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    private static String newId() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /** What the answer tells as X-Request-Id: the client's own, where that can stand in a log. */
    public String id() {
        return id;
    }

    /** {@code OTHER} for one that HTTP does not know. */
    public String method() {
        return method;
    }

    /** The name of its route; {@code -} where it has none. */
    public String route() {
        return route;
    }

    /** Whether it changes nothing. */
    public boolean isReading() {
        return reading;
    }

    /** How long it has been here. */
    public long nanos() {
        return System.nanoTime() - started;
    }

    /** What it is refused with, or null. */
    public @Nullable ErrorEntry error() {
        return error;
    }

    public void error(ErrorEntry code) {
        error = code;
    }

    /** @param sent comes to its end when the answer is written, or its client has left */
    public void written(int status, int bytes, Future<Void> sent) {
        if (recorder.followsAnswers()) {
            sent.onComplete(done -> recorder.written(this, status, bytes, done.succeeded()));
        }
    }

    public void answered(int status, int bytes, @Nullable Caller caller) {
        recorder.answered(this, status, bytes, caller);
    }
}
