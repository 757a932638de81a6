package dev.gatehouse.connector.http;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorEntry;
import dev.gatehouse.http.log.RequestEntry;
import dev.gatehouse.http.log.RequestRecorder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times every request, and writes it to the access log: operation, status, bytes, duration. No value that a caller sent
 * stands there. Thread-safe.
 */
final class TransferLog implements RequestRecorder {
    private static final Logger LOG = LoggerFactory.getLogger("dev.gatehouse.connector.access-log");

    private final MeterRegistry meters;
    private final Counter received;
    private final Counter sent;
    private final ConcurrentHashMap<TimerKey, Timer> timers = new ConcurrentHashMap<>();

    private record TimerKey(String operation, int status) {}

    /**
     * A request that is over.
     *
     * @param error what it was refused with, or null
     * @param outcome what became of the answer where it was not taken as it is; may be empty
     */
    record Finished(
            String operation,
            String requestId,
            int status,
            long bytesReceived,
            long bytesSent,
            long nanos,
            @Nullable ErrorEntry error,
            String outcome) {}

    TransferLog(MeterRegistry meters) {
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

    /** Nothing: what counts is when the answer is written. */
    @Override
    public void answered(RequestEntry request, int status, int bytes, @Nullable Caller caller) {}

    @Override
    public boolean followsAnswers() {
        return true;
    }

    @Override
    public void written(RequestEntry request, int status, int bytes, boolean taken) {
        long sentBytes = request.method().equals("HEAD") ? 0 : bytes;
        String outcome = taken ? "" : "left";
        record(new Finished(
                request.route(), request.id(), status, 0, sentBytes, request.nanos(), request.error(), outcome));
    }

    void record(Finished request) {
        timers.computeIfAbsent(new TimerKey(request.operation(), request.status()), this::timer)
                .record(request.nanos(), TimeUnit.NANOSECONDS);
        received.increment(request.bytesReceived());
        sent.increment(request.bytesSent());
        countThirdPartyFailure(request.error());
        LOG.info(
                "{} {} in={}B out={}B {}ms request={}{}{}",
                request.operation(),
                request.status(),
                request.bytesReceived(),
                request.bytesSent(),
                TimeUnit.NANOSECONDS.toMillis(request.nanos()),
                request.requestId(),
                request.error() == null ? "" : " error=" + request.error().code(),
                request.outcome().isEmpty() ? "" : " " + request.outcome());
    }

    private void countThirdPartyFailure(@Nullable ErrorEntry code) {
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
