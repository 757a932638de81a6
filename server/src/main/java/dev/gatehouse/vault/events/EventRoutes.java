package dev.gatehouse.vault.events;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.StreamingResponse;
import dev.gatehouse.vault.connection.ConnectionRoutes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /connections/events}: what happens to connections, as a stream of server-sent events. */
public final class EventRoutes {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final EventStreams streams;

    public EventRoutes(EventStreams streams) {
        this.streams = streams;
    }

    public List<Route> all() {
        return List.of(Route.stream("/connections/events", ConnectionRoutes.READ, this::open)
                .withClientCredentials());
    }

    private StreamingResponse open(Request request) {
        return streams.open(request.caller(), lastEvent(request));
    }

    private static @Nullable Long lastEvent(Request request) {
        String last = request.header(LAST_EVENT_ID);
        if (last == null || last.isEmpty()) {
            return null;
        }
        if (!last.matches("[0-9]{1,18}")) {
            throw ErrorCode.HEADER_INVALID.with(LAST_EVENT_ID, last, "send the id of an event of this stream");
        }
        return Long.valueOf(last);
    }
}
