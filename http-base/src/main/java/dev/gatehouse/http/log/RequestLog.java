package dev.gatehouse.http.log;

import dev.gatehouse.api.Caller;
import dev.gatehouse.config.AccessLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and times requests, and writes them to the access log: method, route, status, duration, caller. Paths stand
 * there as templates, so no value a client sent is logged. Thread-safe.
 */
public final class RequestLog implements RequestRecorder {
    private static final Logger LOG = LoggerFactory.getLogger("dev.gatehouse.access-log");
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String listener;
    private final AccessLog mode;
    private final MeterRegistry meters;
    private final ConcurrentHashMap<TimerKey, Timer> timers = new ConcurrentHashMap<>();

    private record TimerKey(String route, String method, int status) {}

    /** @param listener the listener's name, as log lines and metrics tell it */
    public RequestLog(String listener, AccessLog mode, MeterRegistry meters) {
        this.listener = listener;
        this.mode = mode;
        this.meters = meters;
    }

    @Override
    public void answered(RequestEntry request, int status, int bytes, @Nullable Caller caller) {
        long nanos = request.nanos();
        timer(request, status).record(nanos, TimeUnit.NANOSECONDS);
        if (isLogged(request, status, nanos)) {
            LOG.info(
                    "{} {} {} {} {}B {}us client={} user={} request={}{}",
                    listener,
                    request.method(),
                    request.route(),
                    status,
                    bytes,
                    TimeUnit.NANOSECONDS.toMicros(nanos),
                    caller == null ? "-" : caller.clientId(),
                    caller == null ? "-" : caller.userId(),
                    request.id(),
                    request.error() == null ? "" : " error=" + request.error().code());
        }
    }

    /** Looked up first, as {@code computeIfAbsent} may wait for others even where it is there. */
    private Timer timer(RequestEntry request, int status) {
        TimerKey key = new TimerKey(request.route(), request.method(), status);
        Timer known = timers.get(key);
        return known == null ? timers.computeIfAbsent(key, this::timer) : known;
    }

    private Timer timer(TimerKey key) {
        return Timer.builder("http.server.requests")
                .tag("door", listener)
                .tag("method", key.method())
                .tag("route", key.route())
                .tag("status", Integer.toString(key.status()))
                .publishPercentileHistogram(false)
                .register(meters);
    }

    private boolean isLogged(RequestEntry request, int status, long nanos) {
        return switch (mode) {
            case OFF -> false;
            case ALL -> true;
            case CHANGES -> status >= 400 || nanos > SLOW_NANOS || !request.isReading();
        };
    }
}
