package dev.gatehouse.decision;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Indexes of endpoints whose only scope is their own name, so that a test sees which ones a decision asked. */
final class Indexes {
    private Indexes() {}

    static EndpointIndex of(String... names) {
        return EndpointIndex.of(Stream.of(names).map(Indexes::endpoint).toList());
    }

    static GuardedEndpoint endpoint(String name) {
        return new GuardedEndpoint(name, List.of(Set.of(name)));
    }

    /** The names of the endpoints that have to accept the request; empty where nothing would make it pass. */
    static List<String> asked(EndpointIndex index, String method, String target) {
        return asked(index, ForwardedRequest.of(method, target));
    }

    static List<String> asked(EndpointIndex index, ForwardedRequest request) {
        return index.find(request) instanceof Finding.Found found
                ? found.endpoints().stream().map(GuardedEndpoint::name).toList()
                : List.of();
    }
}
