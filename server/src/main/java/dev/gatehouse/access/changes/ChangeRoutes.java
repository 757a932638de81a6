package dev.gatehouse.access.changes;

import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Route;
import dev.gatehouse.http.StreamingResponse;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@code /oauth2/service/{serviceId}/changes}: what a service's guards have to hear of. */
public final class ChangeRoutes {
    private static final Protection READ = Protection.anyScope("oauth.service.r", "oauth.service.w");

    private final ChangeStreams streams;
    private final Function<Request, String> serviceId;
    private final Consumer<String> registered;

    /**
     * @param serviceId that of the request's path, which is refused where no service can have it
     * @param registered refuses that of a service nobody registered
     */
    public ChangeRoutes(ChangeStreams streams, Function<Request, String> serviceId, Consumer<String> registered) {
        this.streams = streams;
        this.serviceId = serviceId;
        this.registered = registered;
    }

    public List<Route> all() {
        return List.of(Route.stream("/oauth2/service/{serviceId}/changes", READ, this::open));
    }

    private StreamingResponse open(Request request) {
        String id = serviceId.apply(request);
        registered.accept(id);
        return streams.open(request.caller(), id);
    }
}
