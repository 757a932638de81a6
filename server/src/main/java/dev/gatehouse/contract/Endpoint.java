package dev.gatehouse.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something a service lets its clients call, and what a token needs for it. Immutable.
 *
 * <p>There are three cases: an empty {@code scope} without {@code requires} is public; a {@code scope} without
 * {@code requires} needs all of its scopes; where there are {@code requires}, they alone decide, and {@code scope} is
 * the first of them. {@code requires} of {@code [[]]} is met by every valid token.
 *
 * @param endpoint identifies it within its service, such as {@code /v1/data@post}
 * @param operation the operation's name
 * @param scope scopes separated by single spaces (RFC 6749, section 3.3)
 * @param requires alternatives, one of which a token must cover in full; empty where {@code scope} says it all
 * @param deprecated whether its clients should move away from it; it is called like any other until then
 * @param sunset when it is expected to go (RFC 8594); null where nobody said, or where it is not deprecated
 * @param maxAge how many seconds ago the user of a token may have signed in (RFC 9470); null where that does not matter
 */
public record Endpoint(
        String endpoint,
        String operation,
        String scope,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<String>> requires,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        boolean deprecated,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant sunset,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer maxAge) {

    /** Met by every valid token. */
    static final List<List<String>> ANY_TOKEN = List.of(List.of());

    public Endpoint {
        requires = requires == null
                ? List.of()
                : requires.stream().map(List::copyOf).toList();
    }

    /** One that is not deprecated, and for which it does not matter when the user signed in. */
    public Endpoint(String endpoint, String operation, String scope, List<List<String>> requires) {
        this(endpoint, operation, scope, requires, false, null, null);
    }

    /** The same by another name. */
    Endpoint named(String name) {
        return name.equals(endpoint)
                ? this
                : new Endpoint(name, operation, scope, requires, deprecated, sunset, maxAge);
    }

    /** The sets of scopes of which a token must cover one; none at all means that no token is needed. */
    public Set<Set<String>> alternatives() {
        if (!requires.isEmpty()) {
            return requires.stream().map(Set::copyOf).collect(Collectors.toUnmodifiableSet());
        }
        return scope.isEmpty()
                ? Set.of()
                : Set.of(Arrays.stream(scope.split(" ")).collect(Collectors.toUnmodifiableSet()));
    }

    /** Every scope that one of the endpoints names. */
    public static Set<String> scopes(Collection<Endpoint> endpoints) {
        return endpoints.stream()
                .flatMap(endpoint -> endpoint.alternatives().stream())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    /** Whether a valid token with these scopes may call it. */
    public boolean acceptsScopes(Collection<String> granted) {
        Set<Set<String>> alternatives = alternatives();
        return alternatives.isEmpty() || alternatives.stream().anyMatch(granted::containsAll);
    }
}
