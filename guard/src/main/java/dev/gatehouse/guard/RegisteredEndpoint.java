package dev.gatehouse.guard;

import dev.gatehouse.decision.GuardedEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An endpoint in the form of the registry. Stateless. */
final class RegisteredEndpoint {
    private RegisteredEndpoint() {}

    static GuardedEndpoint of(JsonNode registered) {
        return new GuardedEndpoint(registered.path("endpoint").asString(""), alternatives(registered));
    }

    private static List<Set<String>> alternatives(JsonNode registered) {
        JsonNode requires = registered.path("requires");
        if (!requires.isEmpty()) {
            return requires.valueStream()
                    .map(alternative ->
                            alternative.valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet()))
                    .toList();
        }
        String scope = registered.path("scope").asString("");
        return scope.isEmpty()
                ? List.of()
                : List.of(Arrays.stream(scope.split(" ")).collect(Collectors.toUnmodifiableSet()));
    }
}
