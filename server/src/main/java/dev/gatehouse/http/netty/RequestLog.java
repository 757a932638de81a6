package dev.gatehouse.http.netty;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.config.AccessLog;
import dev.gatehouse.http.HeaderNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every request an id, counts and times it, and writes it to the access log: method, route, status, duration,
 * caller. Paths stand there as templates, so no value a client sent is logged. Thread-safe.
 */
final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.gatehouse.access-log");
    private static final Pattern ACCEPTABLE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String door;
    private final AccessLog mode;
    private final MeterRegistry meters;
    private final ConcurrentHashMap<TimerKey, Timer> timers = new ConcurrentHashMap<>();

    private record TimerKey(String route, String method, int status) {}

    RequestLog(String door, AccessLog mode, MeterRegistry meters) {
        this.door = door;
        this.mode = mode;
        this.meters = meters;
    }

    Entry begin(HttpServerRequest request, String route) {
        return begin(request, route, isRead(request.method().name()));
    }

    /** @param reading whether it changes nothing, whatever its method */
    Entry begin(HttpServerRequest request, String route, boolean reading) {
        String given = request.getHeader(HeaderNames.REQUEST_ID);
        String id = given != null && ACCEPTABLE_ID.matcher(given).matches() ? given : newId();
        String method = request.method().name();
        return new Entry(id, METHODS.contains(method) ? method : "OTHER", route, reading, System.nanoTime());
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    private static String newId() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /** One request's line in the making; used by one event loop. */
    final class Entry {
        private final String id;
        private final String method;
        private final String route;
        private final boolean reading;
        private final long started;
        private ErrorCode error;

        private Entry(String id, String method, String route, boolean reading, long started) {
            this.id = id;
            this.method = method;
            this.route = route;
            this.reading = reading;
            this.started = started;
        }

        String id() {
            return id;
        }

        void error(ErrorCode code) {
            error = code;
        }

        void answered(int status, int bytes, Caller caller) {
            long nanos = System.nanoTime() - started;
            timers.computeIfAbsent(new TimerKey(route, method, status), this::timer)
                    .record(nanos, TimeUnit.NANOSECONDS);
            if (isLogged(status, nanos)) {
                LOG.info(
                        "{} {} {} {} {}B {}us client={} user={} request={}{}",
                        door,
                        method,
                        route,
                        status,
                        bytes,
                        TimeUnit.NANOSECONDS.toMicros(nanos),
                        caller == null ? "-" : caller.clientId(),
                        caller == null ? "-" : caller.userId(),
                        id,
                        error == null ? "" : " error=" + error.code());
            }
        }

        private Timer timer(TimerKey key) {
            return Timer.builder("http.server.requests")
                    .tag("door", door)
                    .tag("method", key.method())
                    .tag("route", key.route())
                    .tag("status", Integer.toString(key.status()))
                    .publishPercentileHistogram(false)
                    .register(meters);
        }

        private boolean isLogged(int status, long nanos) {
            return switch (mode) {
                case OFF -> false;
                case ALL -> true;
                case CHANGES -> status >= 400 || nanos > SLOW_NANOS || !reading;
            };
        }
    }
}
