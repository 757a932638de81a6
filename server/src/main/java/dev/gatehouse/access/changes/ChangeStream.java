package dev.gatehouse.access.changes;

import dev.gatehouse.http.Response;
import dev.gatehouse.http.ResponseSink;
import dev.gatehouse.http.StreamingResponse;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One guard's changes. Of a guard that is too slow to take them, it is only kept that it missed some. Thread-safe. */
final class ChangeStream implements StreamingResponse {
    private static final int MAX_WAITING = 1_000;

    private final ChangeStreams streams;
    private final String clientId;
    private final String serviceId;
    private final Set<GuardChange> waiting = new LinkedHashSet<>();
    private @Nullable ResponseSink outlet;

    /** Whether a part is on its way. */
    private boolean busy;

    ChangeStream(ChangeStreams streams, String clientId, String serviceId) {
        this.streams = streams;
        this.clientId = clientId;
        this.serviceId = serviceId;
    }

    String clientId() {
        return clientId;
    }

    String serviceId() {
        return serviceId;
    }

    @Override
    public Response head() {
        return Response.of(200, "text/event-stream", new byte[0]).withHeader("X-Accel-Buffering", "no");
    }

    @Override
    public boolean isFinite() {
        return false;
    }

    @Override
    public byte[] heartbeat() {
        return GuardChange.ALIVE.streamed();
    }

    @Override
    public void begin(ResponseSink outlet) {
        synchronized (this) {
            this.outlet = outlet;
        }
        if (streams.add(this)) {
            // Only now: what changes from here on is told.
            tell(streams.first());
        } else {
            outlet.end();
        }
    }

    @Override
    public void ended() {
        streams.remove(this);
    }

    void tell(GuardChange change) {
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                waiting.clear();
                waiting.add(streams.first());
            }
            // The last word on whether changes are heard counts.
            waiting.remove(change);
            waiting.add(change);
        }
        send();
    }

    private void send() {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        ResponseSink begun;
        synchronized (this) {
            begun = outlet;
            if (busy || begun == null || waiting.isEmpty()) {
                return;
            }
            busy = true;
            waiting.forEach(change -> part.writeBytes(change.streamed()));
            waiting.clear();
        }
        begun.write(part.toByteArray(), this::taken);
    }

    private void taken() {
        synchronized (this) {
            busy = false;
        }
        send();
    }

    void end() {
        ResponseSink begun;
        synchronized (this) {
            begun = outlet;
        }
        if (begun != null) {
            begun.end();
        }
    }
}
