package dev.gatehouse.http.netty;

import dev.gatehouse.api.SentText;
import dev.gatehouse.http.CrossOrigin;
import dev.gatehouse.http.Route;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All routes of one path template, and what is said of them as a whole. Immutable. */
final class TemplateRoutes {
    private final String template;
    private final String[] segments;

    /** What parameters are called; null for a segment that is none. */
    private final @Nullable String[] names;

    private final Map<String, Served> byMethod = new HashMap<>();
    private final String allow;
    private final CrossOrigin.OfPath shared;

    /** A route and who may call it from a page. */
    record Served(Route route, CrossOrigin origins) {}

    /** @throws IllegalArgumentException for two routes of the same method */
    TemplateRoutes(String template, List<Route> routes, Set<String> allowedOrigins) {
        this.template = template;
        segments = template.equals("/") ? new String[0] : template.substring(1).split("/");
        names = Arrays.stream(segments).map(TemplateRoutes::name).toArray(String[]::new);
        for (Route route : routes) {
            if (byMethod.put(route.method(), new Served(route, CrossOrigin.of(route, allowedOrigins))) != null) {
                throw new IllegalArgumentException("there are two of " + route.method() + " " + template);
            }
        }
        if (byMethod.containsKey("GET")) {
            byMethod.put("HEAD", byMethod.get("GET"));
        }
        TreeSet<String> methods = new TreeSet<>(byMethod.keySet());
        methods.add("OPTIONS");
        allow = String.join(", ", methods);
        shared = CrossOrigin.OfPath.of(routes, allowedOrigins);
    }

    String template() {
        return template;
    }

    /** Every method that is answered here, as the field Allow tells them. */
    String allow() {
        return allow;
    }

    CrossOrigin.OfPath shared() {
        return shared;
    }

    /** Null where no route is for this method. */
    @Nullable
    Served of(String method) {
        return byMethod.get(method);
    }

    int parameters() {
        return (int) Arrays.stream(names).filter(Objects::nonNull).count();
    }

    /** How many segments it has. */
    int length() {
        return segments.length;
    }

    /** @param given as many as there are here */
    boolean matches(List<String> given) {
        for (int i = 0; i < segments.length; i++) {
            if (names[i] == null && !segments[i].equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What stands for each parameter.
     *
     * @throws dev.gatehouse.api.ApiException ERR11010 where that is not in one line
     */
    Map<String, String> values(List<String> given) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < segments.length; i++) {
            String name = names[i];
            if (name != null) {
                SentText.checkLine(name, given.get(i));
                values.put(name, given.get(i));
            }
        }
        return values;
    }

    private static @Nullable String name(String segment) {
        return segment.startsWith("{") && segment.endsWith("}") ? segment.substring(1, segment.length() - 1) : null;
    }
}
