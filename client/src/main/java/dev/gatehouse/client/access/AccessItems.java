package dev.gatehouse.client.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Endpoints and scopes of one service. */
public record AccessItems(List<String> endpoints, List<String> scopes) {
    public AccessItems(@Nullable List<String> endpoints, @Nullable List<String> scopes) {
        this.endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
        this.scopes = scopes == null ? List.of() : List.copyOf(scopes);
    }
}
