package dev.gatehouse.authority.approval;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Endpoints and scopes of one service. Immutable. */
public record Wanted(
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> endpoints,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> scopes) {
    public static final Wanted NOTHING = new Wanted(List.of(), List.of());

    public Wanted(@Nullable List<String> endpoints, @Nullable List<String> scopes) {
        this.endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
        this.scopes = scopes == null ? List.of() : List.copyOf(scopes);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return endpoints.isEmpty() && scopes.isEmpty();
    }

    /** What of it is not in the other. */
    Wanted without(Wanted other) {
        return new Wanted(
                endpoints.stream()
                        .filter(endpoint -> !other.endpoints.contains(endpoint))
                        .toList(),
                scopes.stream().filter(scope -> !other.scopes.contains(scope)).toList());
    }

    /** Whether all of the other is in this. */
    public boolean covers(Wanted other) {
        return endpoints.containsAll(other.endpoints) && scopes.containsAll(other.scopes);
    }
}
