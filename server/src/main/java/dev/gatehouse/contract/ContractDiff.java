package dev.gatehouse.contract;

import org.jspecify.annotations.Nullable;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What turns one version of a service's endpoints and scopes into another. Every list is sorted. Immutable.
 *
 * @param changed endpoints in both that need something else now
 * @param deprecations endpoints in both that are deprecated now, or no longer, or until another time; breaks nobody
 * @param renamed endpoints in both whose operation has another name now, which breaks nobody
 */
public record ContractDiff(
        List<Endpoint> added,
        List<Endpoint> removed,
        List<Change> changed,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Deprecating> deprecations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Renaming> renamed,
        List<String> scopesAdded,
        List<String> scopesRemoved) {

    /** What an endpoint needed and needs; the {@code requires} stand only where there are alternatives. */
    public record Change(
            String endpoint,
            String oldScope,
            String newScope,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<String>> oldRequires,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<String>> newRequires) {}

    /** Whether an endpoint is deprecated now, and until when; null where nobody says. */
    public record Deprecating(String endpoint, boolean deprecated, Instant sunset) {}

    /** An operation's old and new name. */
    public record Renaming(String endpoint, String oldOperation, String newOperation) {}

    /** Compares two versions; the order of endpoints, scopes and alternatives makes no difference. */
    public static ContractDiff between(
            Collection<Endpoint> before,
            Set<String> scopesBefore,
            Collection<Endpoint> after,
            Set<String> scopesAfter) {
        Map<String, Endpoint> old = byName(before);
        Map<String, Endpoint> now = byName(after);
        List<Endpoint> stayed = sorted(after).stream()
                .filter(endpoint -> old.containsKey(endpoint.endpoint()))
                .toList();
        return new ContractDiff(
                without(after, old),
                without(before, now),
                stayed.stream()
                        .filter(endpoint -> needsSomethingElse(old.get(endpoint.endpoint()), endpoint))
                        .map(endpoint -> change(old.get(endpoint.endpoint()), endpoint))
                        .toList(),
                stayed.stream()
                        .filter(endpoint -> isDeprecatedOtherwise(old.get(endpoint.endpoint()), endpoint))
                        .map(endpoint -> new Deprecating(endpoint.endpoint(), endpoint.deprecated(), endpoint.sunset()))
                        .toList(),
                stayed.stream()
                        .filter(endpoint ->
                                !old.get(endpoint.endpoint()).operation().equals(endpoint.operation()))
                        .map(endpoint -> renaming(old.get(endpoint.endpoint()), endpoint))
                        .toList(),
                minus(scopesAfter, scopesBefore),
                minus(scopesBefore, scopesAfter));
    }

    /** Whether nothing differs. */
    public boolean nothing() {
        return added.isEmpty()
                && removed.isEmpty()
                && changed.isEmpty()
                && deprecations.isEmpty()
                && renamed.isEmpty()
                && scopesAdded.isEmpty()
                && scopesRemoved.isEmpty();
    }

    private static boolean needsSomethingElse(@Nullable Endpoint before, Endpoint after) {
        return !before.alternatives().equals(after.alternatives());
    }

    private static boolean isDeprecatedOtherwise(@Nullable Endpoint before, Endpoint after) {
        return before.deprecated() != after.deprecated() || !Objects.equals(before.sunset(), after.sunset());
    }

    private static Change change(@Nullable Endpoint before, Endpoint after) {
        return new Change(after.endpoint(), before.scope(), after.scope(), before.requires(), after.requires());
    }

    private static Renaming renaming(@Nullable Endpoint before, Endpoint after) {
        return new Renaming(after.endpoint(), before.operation(), after.operation());
    }

    private static Map<String, Endpoint> byName(Collection<Endpoint> endpoints) {
        return endpoints.stream().collect(Collectors.toMap(Endpoint::endpoint, Function.identity()));
    }

    private static List<Endpoint> without(Collection<Endpoint> endpoints, Map<String, Endpoint> others) {
        return sorted(endpoints).stream()
                .filter(endpoint -> !others.containsKey(endpoint.endpoint()))
                .toList();
    }

    private static List<Endpoint> sorted(Collection<Endpoint> endpoints) {
        return endpoints.stream()
                .sorted(Comparator.comparing(Endpoint::endpoint))
                .toList();
    }

    private static List<String> minus(Set<String> scopes, Set<String> others) {
        Set<String> rest = new TreeSet<>(scopes);
        rest.removeAll(others);
        return List.copyOf(rest);
    }
}
