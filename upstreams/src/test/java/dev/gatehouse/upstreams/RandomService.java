package dev.gatehouse.upstreams;

import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.decision.PathTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Some endpoints below a path of their own, each of which needs a scope of its own. Immutable.
 *
 * @param routes more specific ones first; no two that match the same paths are written differently
 */
record RandomService(List<ServedRoute> routes, EndpointIndex index) {
    private static final List<String> LITERALS = List.of("users", "admin", "items", "report.v2", "a", "me");
    private static final List<String> PARAMETERS = List.of("{x}", "{y}", "{x}", "{y}");
    private static final List<String> MIXED = List.of("{x}:cancel", "v{x}", "{x}.{y}", "{x}-z");
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST", "DELETE", "DELETE");

    /**
     * What routers can hold, and in what they differ from decisions for plain targets, which is told in the guide.
     *
     * @param mixed whether segments may hold more than a parameter
     * @param restLast whether a parameter for the rest comes after all that is more specific
     */
    record Dialect(boolean mixed, boolean restLast) {}

    static RandomService of(String prefix, Random random, Dialect dialect) {
        List<ServedRoute> routes = new ArrayList<>();
        Set<PathTemplate> shapes = new HashSet<>();
        for (int i = random.nextInt(3, 8); i > 0; i--) {
            String path = path(prefix, random, dialect.mixed());
            PathTemplate shape = PathTemplate.of(path);
            if ((dialect.restLast() || !isUnclear(path, shape, routes)) && shapes.add(shape)) {
                METHODS.subList(random.nextInt(METHODS.size()), METHODS.size()).stream()
                        .distinct()
                        .forEach(method -> routes.add(new ServedRoute(path, method)));
            }
        }
        routes.sort((one, other) ->
                PathTemplate.GENERAL_FIRST.compare(PathTemplate.of(other.path()), PathTemplate.of(one.path())));
        return new RandomService(
                List.copyOf(routes),
                EndpointIndex.of(routes.stream()
                        .map(route -> new GuardedEndpoint(route.endpoint(), List.of(Set.of(route.endpoint()))))
                        .toList()));
    }

    private static boolean isUnclear(String path, PathTemplate shape, List<ServedRoute> others) {
        return others.stream()
                .filter(other -> !other.path().equals(path))
                .filter(other -> other.endsWithRest() || path.endsWith(ServedRoute.REST))
                .anyMatch(other -> PathTemplate.of(other.path()).overlaps(shape));
    }

    private static String path(String prefix, Random random, boolean mixed) {
        StringBuilder path = new StringBuilder(prefix);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int kind = random.nextInt(10);
            List<String> segments = kind < 5 ? LITERALS : kind < 8 || !mixed ? PARAMETERS : MIXED;
            String segment = segments.get(random.nextInt(segments.size()));
            path.append('/').append(numbered(segment, i));
        }
        return random.nextInt(6) == 0 ? path + ServedRoute.REST : path.toString();
    }

    /** Some frameworks want every parameter of a path to have a name of its own. */
    private static String numbered(String segment, int number) {
        return segment.replace("x}", "x" + number + "}").replace("y}", "y" + number + "}");
    }

    ServedRoute any(Random random) {
        return routes.get(random.nextInt(routes.size()));
    }
}
