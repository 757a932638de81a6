package dev.gatehouse.http.stream;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.ResponseSink;
import dev.gatehouse.http.StreamingResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The streams of server-sent events of one kind that this process has open: not too many in all, nor of one client. Thread-safe.
 *
 * @param <S> what each of them tells
 */
public final class OpenStreams<S extends ServerSentEvents> implements AutoCloseable {
    private static final int MAX_PER_CLIENT = 20;
    private static final String RETRY_SECONDS = "5";

    private final String kind;
    private final int most;
    private final Set<Opened> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param kind what they are, in the plural, as refusals call them
     * @param most streams at a time
     */
    public OpenStreams(String kind, int most) {
        this.kind = kind;
        this.most = most;
    }

    /**
     * Opens one more.
     *
     * @param events asked for what the stream tells once there is room for it; may block
     * @throws ApiException ERR12104 where the client, ERR12106 where this process has too many
     */
    public StreamingResponse open(Caller caller, Supplier<S> events) {
        if (closed || open.size() >= most) {
            throw ErrorCode.SERVER_BUSY.with(most + " " + kind).withHeader("Retry-After", RETRY_SECONDS);
        }
        if (ofClient(caller.clientId()) >= MAX_PER_CLIENT) {
            throw ErrorCode.TOO_MANY_REQUESTS
                    .with("client " + caller.clientId() + " has " + MAX_PER_CLIENT + " " + kind + " open")
                    .withHeader("Retry-After", RETRY_SECONDS);
        }
        return new Opened(caller.clientId(), events.get());
    }

    private long ofClient(String clientId) {
        return open.stream().filter(stream -> stream.clientId.equals(clientId)).count();
    }

    /** Several may be let in at the same moment; the bounds are held here. */
    private synchronized boolean add(Opened stream) {
        boolean fits = !closed && open.size() < most && ofClient(stream.clientId) < MAX_PER_CLIENT;
        return fits && open.add(stream);
    }

    /** What each open stream tells. */
    public Stream<S> all() {
        return open.stream().map(stream -> stream.events);
    }

    public int count() {
        return open.size();
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    /** Ends all of them; their clients come back elsewhere, or later. No more are begun. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        open.forEach(Opened::end);
    }

    /** One stream, from when it is let in. */
    private final class Opened implements StreamingResponse {
        private final String clientId;
        private final S events;
        private volatile @Nullable ResponseSink outlet;

        Opened(String clientId, S events) {
            this.clientId = clientId;
            this.events = events;
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
        public boolean asksBeforeParts() {
            return events.asksBeforeParts();
        }

        @Override
        public byte[] heartbeat() {
            return events.heartbeat();
        }

        @Override
        public void begin(ResponseSink begun) {
            outlet = begun;
            if (add(this)) {
                events.begin(begun);
            } else {
                begun.end();
            }
        }

        @Override
        public void ended() {
            open.remove(this);
        }

        void end() {
            ResponseSink begun = outlet;
            if (begun != null) {
                begun.end();
            }
        }
    }
}
