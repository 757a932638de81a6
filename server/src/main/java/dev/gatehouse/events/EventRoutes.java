package dev.gatehouse.events;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.StreamingResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams of server-sent events: {@code /events}, whatever the caller hears, and {@code /connections/events}, what happens
 * to connections.
 */
public final class EventRoutes {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Protection OF_CONNECTIONS = Protection.anyScope("token-storage.r");
    private static final int MAX_TYPES = 100;
    private static final Protection ALL = Protection.anyScope("token-storage.r", "oauth.client.r", "oauth.service.r");

    private final EventStreams streams;

    public EventRoutes(EventStreams streams) {
        this.streams = streams;
    }

    public List<Route> all() {
        return List.of(
                Route.stream("/connections/events", OF_CONNECTIONS, this::openOfConnections)
                        .withClientCredentials(),
                Route.stream("/events", ALL, this::open).withQuery("types").withClientCredentials());
    }

    private StreamingResponse openOfConnections(Request request) {
        return streams.openOfConnections(request.caller(), lastEvent(request));
    }

    private StreamingResponse open(Request request) {
        return streams.open(request.caller(), types(request), lastEvent(request));
    }

    private static List<String> types(Request request) {
        String wanted = request.query("types");
        if (wanted == null) {
            return EventType.labelsFor(request.caller());
        }
        List<String> types = List.of(wanted.split(",", MAX_TYPES));
        if (!EventType.labels().containsAll(types)) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "types", wanted, "send types of events with commas between them, such as service.removed");
        }
        return types;
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
