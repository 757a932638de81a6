package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.decision.graphql.Access;
import dev.gatehouse.decision.graphql.GraphField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What meets several directives at once. Stateless. */
final class CombinedAccess {
    private CombinedAccess() {}

    /** The field where it stands twice, as extensions of federated schemas have it. */
    static GraphField of(GraphField one, GraphField other, Budget work) {
        Access mine = one.access();
        Access others = other.access();
        return new GraphField(
                one.type(),
                mine == null || others == null ? (mine == null ? others : mine) : of(mine, others, work, 1, 1));
    }

    /** What meets both: each alternative of the one with each of the other, without those that ask for more than another. */
    static Access of(Access one, Access other, Budget work, int line, int column) {
        if (other.alternatives().isEmpty()
                || one.alternatives().equals(other.alternatives())
                || one.equals(Access.ANY_TOKEN)) {
            return other.alternatives().isEmpty() ? one : other;
        }
        if (one.alternatives().isEmpty() || other.equals(Access.ANY_TOKEN)) {
            return one.alternatives().isEmpty() ? other : one;
        }
        long pairs = (long) one.alternatives().size() * other.alternatives().size();
        work.spend(pairs * pairs, line, column);
        return new Access(smallest(pairs(one, other)));
    }

    private static Set<Set<String>> pairs(Access one, Access other) {
        Set<Set<String>> pairs = new LinkedHashSet<>();
        for (List<String> mine : one.alternatives()) {
            for (List<String> others : other.alternatives()) {
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
