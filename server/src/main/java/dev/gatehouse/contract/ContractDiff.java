package dev.gatehouse.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What turns one version of a service's endpoints and scopes into another. Every list is sorted. Immutable.
 *
 * @param changed endpoints in both that need something else now
 * @param deprecations endpoints in both that are deprecated now, or no longer, or until another time; breaks nobody
 * @param renamed endpoints in both whose operation has another name now, which breaks nobody
 * @param renamedPaths endpoints in both of which path parameters have other names now, which breaks nobody; elsewhere they are
 *     called as in the later version
 */
public record ContractDiff(
        List<Endpoint> added,
        List<Endpoint> removed,
        List<Change> changed,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Deprecating> deprecations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Renaming> renamed,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PathRenames.PathRenaming> renamedPaths,
        List<String> scopesAdded,
        List<String> scopesRemoved) {

    /**
     * What an endpoint needed and needs; the {@code requires} stand only where there are alternatives.
     *
     * @param oldMaxAge how many seconds ago users might have signed in; null where it did not matter
     * @param newMaxAge how many that may be now
     */
    public record Change(
            String endpoint,
            String oldScope,
            String newScope,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<String>> oldRequires,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<String>> newRequires,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer oldMaxAge,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer newMaxAge) {}

    /** Whether an endpoint is deprecated now, and until when; null where nobody says. */
    public record Deprecating(
            String endpoint, boolean deprecated, @Nullable Instant sunset) {}

    /** An operation's old and new name. */
    public record Renaming(String endpoint, String oldOperation, String newOperation) {}

    /** Compares two versions; the order of endpoints, scopes and alternatives makes no difference. */
    public static ContractDiff between(
            Collection<Endpoint> before,
            Set<String> scopesBefore,
            Collection<Endpoint> after,
            Set<String> scopesAfter) {
        PathRenames renames = PathRenames.ofEndpoints(before, after);
        List<Endpoint> beforeRenamed = renames.applied(before);
        Map<String, Endpoint> old = byName(beforeRenamed);
        Map<String, Endpoint> now = byName(after);
        List<Stayed> stayed = sorted(after).stream()
                .flatMap(
                        endpoint -> Optional.ofNullable(old.get(endpoint.endpoint()))
                                .map(earlier -> new Stayed(earlier, endpoint))
                                .stream())
                .toList();
        return new ContractDiff(
                without(after, old),
                without(beforeRenamed, now),
                stayed.stream()
                        .filter(Stayed::needsSomethingElse)
                        .map(Stayed::change)
                        .toList(),
                stayed.stream()
                        .filter(Stayed::isDeprecatedOtherwise)
                        .map(Stayed::deprecating)
                        .toList(),
                stayed.stream().filter(Stayed::isRenamed).map(Stayed::renaming).toList(),
                renames.list(),
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
                && renamedPaths.isEmpty()
                && scopesAdded.isEmpty()
                && scopesRemoved.isEmpty();
    }

    /** An endpoint in both versions. */
    private record Stayed(Endpoint before, Endpoint after) {
        boolean needsSomethingElse() {
            return !before.alternatives().equals(after.alternatives())
                    || !Objects.equals(before.maxAge(), after.maxAge());
        }

        boolean isDeprecatedOtherwise() {
            return before.deprecated() != after.deprecated() || !Objects.equals(before.sunset(), after.sunset());
        }

        boolean isRenamed() {
            return !before.operation().equals(after.operation());
        }

        Change change() {
            return new Change(
                    after.endpoint(),
                    before.scope(),
                    after.scope(),
                    before.requires(),
                    after.requires(),
                    before.maxAge(),
                    after.maxAge());
        }

        Deprecating deprecating() {
            return new Deprecating(after.endpoint(), after.deprecated(), after.sunset());
        }

        Renaming renaming() {
            return new Renaming(after.endpoint(), before.operation(), after.operation());
        }
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
