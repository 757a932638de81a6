package dev.gatehouse.access.changes;

import dev.gatehouse.http.ResponseSink;
import dev.gatehouse.http.stream.ServerSentEvents;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One guard's changes. Of a guard that is too slow to take them, it is only kept that it missed some. Thread-safe. */
final class ChangeStream implements ServerSentEvents {
    private static final int MAX_WAITING = 1_000;

    private final Supplier<GuardChange> first;
    private final String serviceId;
    private final Set<GuardChange> waiting = new LinkedHashSet<>();
    private @Nullable ResponseSink outlet;

    /** Whether a part is on its way. */
    private boolean busy;

    /** @param first whether changes are heard at present, which a stream begins with */
    ChangeStream(String serviceId, Supplier<GuardChange> first) {
        this.serviceId = serviceId;
        this.first = first;
    }

    String serviceId() {
        return serviceId;
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
        tell(first.get());
    }

    void tell(GuardChange change) {
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                waiting.clear();
                waiting.add(first.get());
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
}
