package dev.gatehouse.contract;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Something that a new version of a contract asks for within endpoints that stay, beyond what they need by themselves: at fields
 * below the root of a GraphQL schema. Immutable.
 *
 * @param place where, in words, such as {@code Order.total}
 * @param endpoints from which requests get there
 * @param before what had to be met there, each by one of its sets of scopes
 * @param after what has to be met there now, too
 */
public record DeepNeed(
        String place, List<String> endpoints, List<Set<Set<String>>> before, List<Set<Set<String>>> after) {
    public DeepNeed {
        endpoints = List.copyOf(endpoints);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** Whether a token with these scopes got there and does so no more. */
    public boolean takesFrom(Collection<String> scopes) {
        return meetsAll(before, scopes) && !meetsAll(after, scopes);
    }

    /** Whether some token may have got there and does so no more. */
    public boolean takesFromSomebody() {
        return !after.stream()
                .allMatch(now -> before.stream().anyMatch(was -> was.stream().allMatch(scopes -> meets(now, scopes))));
    }

    private static boolean meetsAll(List<Set<Set<String>>> needs, Collection<String> scopes) {
        return needs.stream().allMatch(need -> meets(need, scopes));
    }

    private static boolean meets(Set<Set<String>> need, Collection<String> scopes) {
        return need.stream().anyMatch(scopes::containsAll);
    }

    /** One way to meet it. */
    public Set<String> scopes() {
        return Set.copyOf(after.stream()
                .flatMap(need -> need.stream().limit(1))
                .flatMap(Set::stream)
                .toList());
    }

    /** It in words, such as {@code orders.r at Order.total}. */
    public String words() {
        String scopes = String.join(" ", scopes().stream().sorted().toList());
        return "%s at %s".formatted(scopes.isEmpty() ? "any valid token" : scopes, place);
    }
}
