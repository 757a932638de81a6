package dev.gatehouse.client.webhook;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that the caller hears, as it happens. Thread-safe. */
public final class EventsApi {
    private static final ApiOperation EVENTS = admin("GET", "/events");

    private final Transport transport;

    public EventsApi(Transport transport) {
        this.transport = transport;
    }

    /**
     * Events as they happen. Reading waits; the stream ends when the server ends it, which it does when the access token
     * expires: come back with the id of the last event. To be closed.
     *
     * @param lastEventId the event to go on behind; null for what happens from now on
     * @param types such as {@code service.contract_changed}; none for all that the access token reaches
     */
    public Stream<PublishedEvent> listen(@Nullable String lastEventId, String... types) {
        return transport
                .call(EVENTS)
                .query("types", types.length == 0 ? null : String.join(",", types))
                .header("Last-Event-ID", lastEventId)
                .events(PublishedEvent.class, (id, event) -> event.withId(id));
    }
}
