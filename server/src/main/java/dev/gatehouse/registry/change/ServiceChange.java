package dev.gatehouse.registry.change;

import dev.gatehouse.contract.DeepNeed;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.PathRenames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service as it is and as it will be. Immutable.
 *
 * @param before its endpoints, called as they will be
 * @param renames from what they are called where clients' links and calls are kept
 * @param scopesRemoved what it declares before, but not then
 * @param scopesAfter what it declares then
 * @param within what is asked for within endpoints that stay, and was not
 */
public record ServiceChange(
        String serviceId,
        List<Endpoint> before,
        List<Endpoint> after,
        PathRenames renames,
        Set<String> scopesRemoved,
        Set<String> scopesAfter,
        List<DeepNeed> within) {
    public ServiceChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
        scopesRemoved = Set.copyOf(scopesRemoved);
        scopesAfter = Set.copyOf(scopesAfter);
        within = List.copyOf(within);
    }

    /** Of what is registered now. @param current its endpoints */
    public static ServiceChange of(
            String serviceId,
            List<Endpoint> current,
            List<Endpoint> after,
            Collection<String> scopesRemoved,
            Set<String> scopesAfter,
            List<DeepNeed> within) {
        PathRenames renames = PathRenames.ofEndpoints(current, after);
        return new ServiceChange(
                serviceId, renames.applied(current), after, renames, Set.copyOf(scopesRemoved), scopesAfter, within);
    }

    static Map<String, Endpoint> byName(List<Endpoint> endpoints) {
        return endpoints.stream().collect(Collectors.toMap(Endpoint::endpoint, Function.identity()));
    }

    /** What those endpoints are called today. */
    public List<String> today(Collection<String> names) {
        Set<String> wanted = Set.copyOf(names);
        Set<String> renamed = Set.copyOf(renames.names().values());
        return Stream.concat(
                        wanted.stream().filter(name -> !renamed.contains(name)),
                        renames.names().entrySet().stream()
                                .filter(entry -> wanted.contains(entry.getValue()))
                                .map(Map.Entry::getKey))
                .toList();
    }
}
