package dev.gatehouse.contract;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Endpoints of which nothing but names of path parameters changed: the same requests are for them as before. Immutable.
 *
 * @param names what they were called, and what they are called now
 */
public record PathRenames(Map<String, String> names) {
    public PathRenames {
        names = Map.copyOf(names);
    }

    /** One of them. */
    public record PathRenaming(String oldEndpoint, String endpoint) {}

    /** Those of the names before that are not among those after, but one is that means the same. */
    public static PathRenames between(Collection<String> before, Collection<String> after) {
        Set<String> old = Set.copyOf(before);
        Set<String> now = Set.copyOf(after);
        Map<HttpEndpoint, String> added = new HashMap<>();
        after.stream()
                .filter(name -> !old.contains(name) && name.contains("{"))
                .sorted()
                .forEach(name -> HttpEndpoint.of(name).ifPresent(meant -> added.putIfAbsent(meant, name)));
        Map<String, String> names = new TreeMap<>();
        before.stream()
                .filter(name -> !now.contains(name) && name.contains("{"))
                .sorted()
                .forEach(name -> HttpEndpoint.of(name)
                        .map(added::remove) // one is renamed to it, and no other
                        .ifPresent(renamed -> names.put(name, renamed)));
        return new PathRenames(names);
    }

    public static PathRenames ofEndpoints(Collection<Endpoint> before, Collection<Endpoint> after) {
        return between(
                before.stream().map(Endpoint::endpoint).toList(),
                after.stream().map(Endpoint::endpoint).toList());
    }

    /** What it is called now. */
    public String now(String name) {
        return names.getOrDefault(name, name);
    }

    /** The endpoints as they are called now. */
    public List<Endpoint> applied(Collection<Endpoint> before) {
        return before.stream()
                .map(endpoint -> endpoint.named(now(endpoint.endpoint())))
                .toList();
    }

    /** Sorted by the names of now. */
    public List<PathRenaming> list() {
        return names.entrySet().stream()
                .map(entry -> new PathRenaming(entry.getKey(), entry.getValue()))
                .sorted((one, other) -> one.endpoint().compareTo(other.endpoint()))
                .toList();
    }
}
