package dev.gatehouse.connector.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names every request, times it, and writes it to the access log: operation, status, bytes, duration. No value that a
 * caller sent stands there. Thread-safe.
 */
final class RequestLog {
    static final String UNROUTED = "-";

    private static final Logger LOG = LoggerFactory.getLogger("dev.gatehouse.connector.access-log");
    private static final Pattern ACCEPTABLE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final MeterRegistry meters;
    private final Counter received;
    private final Counter sent;
    private final ConcurrentHashMap<TimerKey, Timer> timers = new ConcurrentHashMap<>();

    private record TimerKey(String operation, int status) {}

    RequestLog(MeterRegistry meters) {
        this.meters = meters;
        received = bytes("received");
        sent = bytes("sent");
    }

    private Counter bytes(String direction) {
        return Counter.builder("connector.bytes")
                .description("Bytes of bodies")
                .tag("direction", direction)
                .register(meters);
    }

    /** @param givenId the request's own X-Request-Id, or null */
    Entry begin(@Nullable String givenId) {
        String id = givenId != null && ACCEPTABLE_ID.matcher(givenId).matches()
                ? givenId
                : Long.toHexString(ThreadLocalRandom.current().nextLong());
        return new Entry(id);
    }

    /** One request's line in the making. */
    final class Entry {
        private final String id;
        private final long started = System.nanoTime();
        private volatile String operation = UNROUTED;
        private volatile @Nullable ErrorCode error;
        private volatile Span span = Span.getInvalid();

        private Entry(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        void operation(String name) {
            operation = name;
        }

        void span(Span begun) {
            span = begun;
        }

        void error(ErrorCode code) {
            error = code;
        }

        /** @param outcome what became of the answer where it was not taken as it is; may be empty */
        void ended(int status, long bytesReceived, long bytesSent, String outcome) {
            long nanos = System.nanoTime() - started;
            timers.computeIfAbsent(new TimerKey(operation, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
            received.increment(bytesReceived);
            sent.increment(bytesSent);
            countThirdPartyFailure();
            RequestSpans.end(span, status, error);
            LOG.info(
                    "{} {} in={}B out={}B {}ms request={}{}{}",
                    operation,
                    status,
                    bytesReceived,
                    bytesSent,
                    TimeUnit.NANOSECONDS.toMillis(nanos),
                    id,
                    error == null ? "" : " error=" + error.code(),
                    outcome.isEmpty() ? "" : " " + outcome);
        }

        private void countThirdPartyFailure() {
            ErrorCode code = error;
            if (code != null && code.name().startsWith("THIRD_PARTY_")) {
                Counter.builder("connector.third.party.failures")
                        .description("Calls that the third party failed or refused")
                        .tag("code", code.code())
                        .register(meters)
                        .increment();
            }
        }

        private Timer timer(TimerKey key) {
            return Timer.builder("connector.requests")
                    .description("Requests, by operation and status")
                    .tag("operation", key.operation())
                    .tag("status", Integer.toString(key.status()))
                    .register(meters);
        }
    }
}
