package dev.gatehouse.decision;

import java.util.List;

/**
 * An endpoint and its path. Immutable.
 *
 * @param endpoint what the path belongs to
 */
record EndpointTemplate(GuardedEndpoint endpoint, PathTemplate path) {
    static EndpointTemplate of(GuardedEndpoint endpoint) {
        return new EndpointTemplate(endpoint, PathTemplate.of(endpoint.path()));
    }

    EndpointTemplate folded() {
        return new EndpointTemplate(endpoint, path.folded());
    }

    /** The usual answer, when nothing but these templates match. */
    Finding found(List<EndpointTemplate> best) {
        return new Finding.Found(
                best.size() == 1
                        ? List.of(endpoint)
                        : best.stream().map(EndpointTemplate::endpoint).toList());
    }

    boolean isMoreSpecificThan(EndpointTemplate other) {
        return path.isMoreSpecificThan(other.path);
    }
}
