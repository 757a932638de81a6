package dev.gatehouse.http.netty;

import dev.gatehouse.http.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the routes of a path by its segments. Templates with fewer parameters come first. Immutable. */
final class PathRoutes {
    /** By how many segments they have, as that tells most of them apart. */
    private final Map<Integer, List<TemplateRoutes>> templates;

    /** The routes of a path, and what stands in it for the parameters of their template. */
    record Found(TemplateRoutes routes, Map<String, String> parameters) {}

    /**
     * @param allowedOrigins whose pages may call what asks for a token
     * @throws IllegalArgumentException for two routes of the same method and path
     */
    PathRoutes(List<Route> routes, Set<String> allowedOrigins) {
        Map<String, List<Route>> byTemplate = new LinkedHashMap<>();
        for (Route route : routes) {
            if (route.options().matching() == Route.Matching.SEGMENTS) {
                byTemplate
                        .computeIfAbsent(route.path(), template -> new ArrayList<>())
                        .add(route);
            }
        }
        templates = byTemplate.entrySet().stream()
                .map(path -> new TemplateRoutes(path.getKey(), path.getValue(), allowedOrigins))
                .sorted(Comparator.comparingInt(TemplateRoutes::parameters))
                .collect(Collectors.groupingBy(TemplateRoutes::length));
    }

    /**
     * Null where nothing is at the path.
     *
     * @throws dev.gatehouse.api.ApiException ERR11010 where a parameter is not in one line
     */
    @Nullable
    Found find(List<String> segments) {
        for (TemplateRoutes each : templates.getOrDefault(segments.size(), List.of())) {
            if (each.matches(segments)) {
                return new Found(each, each.values(segments));
            }
        }
        return null;
    }
}
