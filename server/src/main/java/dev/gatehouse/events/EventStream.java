package dev.gatehouse.events;

import dev.gatehouse.http.ResponseSink;
import dev.gatehouse.http.stream.ServerSentEvents;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's server-sent events. Between two reads of the database nothing is kept but the place reached. Thread-safe.
 */
final class EventStream implements ServerSentEvents {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int RECONNECT_MILLIS = 2000;

    private final EventStreams streams;
    private final Hearing hearing;
    private @Nullable ResponseSink outlet;
    private long place;
    private boolean busy = true;
    private boolean missed = true;

    EventStream(EventStreams streams, Hearing hearing, long place) {
        this.streams = streams;
        this.hearing = hearing;
        this.place = place;
    }

    Hearing hearing() {
        return hearing;
    }

    @Override
    public boolean asksBeforeParts() {
        return true;
    }

    @Override
    public byte[] heartbeat() {
        return HEARTBEAT;
    }

    /** The first part tells the client where it is, so that it can resume even where no event comes. */
    @Override
    public void begin(ResponseSink outlet) {
        synchronized (this) {
            this.outlet = outlet;
        }
        String first = "retry: " + RECONNECT_MILLIS + "\nid: " + place + "\n\n";
        outlet.write(first.getBytes(StandardCharsets.UTF_8), this::taken);
    }

    /** There may be events behind the place. */
    void wake() {
        synchronized (this) {
            if (busy) {
                missed = true;
                return;
            }
            busy = true;
        }
        streams.inBackground(this::read);
    }

    /** The client has room for more. */
    private void taken() {
        synchronized (this) {
            if (!missed) {
                busy = false;
                return;
            }
        }
        streams.inBackground(this::read);
    }

    private void read() {
        long from;
        synchronized (this) {
            missed = false;
            from = place;
        }
        try {
            EventStreams.Batch batch = streams.read(hearing, from);
            synchronized (this) {
                place = batch.reached();
            }
            if (batch.events().isEmpty()) {
                taken();
            } else {
                send(batch.events());
            }
        } catch (RuntimeException e) {
            LOG.debug("events cannot be read: {}", e.toString());
            end();
        }
    }

    private void end() {
        ResponseSink begun;
        synchronized (this) {
            begun = outlet;
        }
        if (begun != null) {
            begun.end();
        }
    }

    private void send(List<Event> events) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        events.forEach(event -> part.writeBytes(event.streamed()));
        ResponseSink begun;
        synchronized (this) {
            missed |= events.size() == EventStreams.PAGE;
            begun = outlet;
        }
        if (begun != null) {
            begun.write(part.toByteArray(), this::taken);
        }
    }
}
