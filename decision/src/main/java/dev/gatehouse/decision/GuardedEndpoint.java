package dev.gatehouse.decision;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it is registered, with what a token needs for it. Immutable.
 *
 * @param name path template and method, such as {@code /v1/pets/{petId}@get}
 * @param alternatives sets of scopes of which a token must cover one in full; an empty set is covered by every token, and
 *     no set at all means that no token is needed
 * @param maxAge how long ago the user of the token may have signed in (RFC 9470); null where it does not matter
 */
public record GuardedEndpoint(
        String name,
        List<Set<String>> alternatives,
        @Nullable Duration maxAge) {
    public GuardedEndpoint {
        alternatives = alternatives.stream().map(Set::copyOf).toList();
    }

    /** One for which it does not matter when the user signed in. */
    public GuardedEndpoint(String name, List<Set<String>> alternatives) {
        this(name, alternatives, null);
    }

    /** Whether it may be called without a token. */
    public boolean isPublic() {
        return alternatives.isEmpty();
    }

    /** Whether a valid token with these scopes may call it. */
    public boolean accepts(Collection<String> scopes) {
        if (alternatives.isEmpty()) {
            return true;
        }
        for (Set<String> alternative : alternatives) {
            if (scopes.containsAll(alternative)) {
                return true;
            }
        }
        return false;
    }

    /** The alternative of which the fewest scopes are missing; the first of several, empty for a public endpoint. */
    public Set<String> nearest(Collection<String> scopes) {
        Set<String> nearest = Set.of();
        long fewest = Long.MAX_VALUE;
        for (Set<String> alternative : alternatives) {
            long missing = alternative.stream()
                    .filter(scope -> !scopes.contains(scope))
                    .count();
            if (missing < fewest) {
                nearest = alternative;
                fewest = missing;
            }
        }
        return nearest;
    }

    /** Whether it has the form of an HTTP endpoint: a path that begins with a slash, an {@code @}, and a method. */
    boolean isHttp() {
        int at = name.lastIndexOf('@');
        return name.startsWith("/") && at > 0 && at < name.length() - 1;
    }

    String path() {
        return name.substring(0, name.lastIndexOf('@'));
    }

    /** Upper case, as it stands in requests. */
    String method() {
        return name.substring(name.lastIndexOf('@') + 1).toUpperCase(Locale.ROOT);
    }
}
