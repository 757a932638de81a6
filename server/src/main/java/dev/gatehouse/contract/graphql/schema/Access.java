package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Budget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What directives ask a caller for. Immutable.
 *
 * @param alternatives lists of scopes of which a token must cover one, as {@code @requiresScopes} writes them; an empty
 *     list inside is met by every valid token; none at all means that only what is not understood was asked for
 */
public record Access(List<List<String>> alternatives) {

    /** Any valid token, as {@code @authenticated} asks for. */
    static final Access ANY_TOKEN = new Access(List.of(List.of()));

    /** Something that is not about tokens, as {@code @policy} asks for. */
    static final Access NOT_UNDERSTOOD = new Access(List.of());

    /** What meets both: each alternative of the one with each of the other, without those that ask for more than another. */
    Access and(Access other, Budget work, int line, int column) {
        if (other.alternatives.isEmpty() || alternatives.equals(other.alternatives) || equals(ANY_TOKEN)) {
            return other.alternatives.isEmpty() ? this : other;
        }
        if (alternatives.isEmpty() || other.equals(ANY_TOKEN)) {
            return alternatives.isEmpty() ? other : this;
        }
        long pairs = (long) alternatives.size() * other.alternatives.size();
        work.spend(pairs * pairs, line, column);
        return new Access(smallest(pairs(other)));
    }

    private Set<Set<String>> pairs(Access other) {
        Set<Set<String>> pairs = new LinkedHashSet<>();
        for (List<String> mine : alternatives) {
            for (List<String> others : other.alternatives) {
                Set<String> both = new LinkedHashSet<>(mine);
                both.addAll(others);
                pairs.add(both);
            }
        }
        return pairs;
    }

    private static List<List<String>> smallest(Set<Set<String>> alternatives) {
        List<List<String>> smallest = new ArrayList<>();
        for (Set<String> alternative : alternatives) {
            boolean asksForMore = alternatives.stream()
                    .anyMatch(other -> other.size() < alternative.size() && alternative.containsAll(other));
            if (!asksForMore) {
                smallest.add(List.copyOf(alternative));
            }
        }
        return smallest;
    }
}
