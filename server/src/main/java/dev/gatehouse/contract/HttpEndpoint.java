package dev.gatehouse.contract;

import dev.gatehouse.decision.PathTemplate;
import java.util.Locale;
import java.util.Optional;

/**
 * Which requests an endpoint of HTTP is for. Those of two names that differ in nothing but how parameters are called are equal.
 * Immutable.
 *
 * @param method in upper case
 */
public record HttpEndpoint(PathTemplate path, String method) {
    /** From its name, such as {@code /v1/data/{id}@get}; empty where it is none of HTTP. */
    public static Optional<HttpEndpoint> of(String name) {
        int at = name.lastIndexOf('@');
        return !name.startsWith("/") || at < 0 || at == name.length() - 1
                ? Optional.empty()
                : Optional.of(new HttpEndpoint(
                        PathTemplate.of(name.substring(0, at)),
                        name.substring(at + 1).toUpperCase(Locale.ROOT)));
    }

    /** Whether requests that were for the other alone are for this one once both are there, or need what both need. */
    public boolean takesFrom(HttpEndpoint other) {
        return method.equals(other.method)
                ? !path.equals(other.path) && path.overlaps(other.path) && !other.path.isMoreSpecificThan(path)
                : isHeadOf(other) && path.overlaps(other.path);
    }

    /** HEAD is GET where nothing else is said of it. */
    private boolean isHeadOf(HttpEndpoint other) {
        return method.equals("HEAD") && other.method.equals("GET");
    }
}
