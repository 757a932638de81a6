package dev.gatehouse.clients.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access for a client, as somebody asks for it. */
record AskingInput(
        String clientId,
        String serviceId,
        @Nullable List<String> endpoints,
        @Nullable List<String> scopes,
        @Nullable Instant until,
        @Nullable String reason) {
    List<String> allEndpoints() {
        return endpoints == null ? List.of() : endpoints.stream().distinct().toList();
    }

    List<String> allScopes() {
        return scopes == null ? List.of() : scopes.stream().distinct().toList();
    }
}
