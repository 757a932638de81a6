package dev.gatehouse.contract.graphql.change;

import dev.gatehouse.contract.MessageBreak;
import dev.gatehouse.contract.schema.SchemaBreak;
import java.util.ArrayList;
import java.util.List;

/** Collects what callers notice, with the root fields from which they get there. Not thread-safe. */
final class FoundBreaks {
    private static final int MAX_BREAKS = 10_000;
    private static final int MAX_NAMED = 3;

    private final List<MessageBreak> list = new ArrayList<>();

    /**
     * Something at a place that some endpoints lead to; where none does, nobody notices.
     *
     * @param words what it is, such as "argument 'first' is gone"
     */
    void add(String place, List<String> endpoints, String words, int oldLine, int newLine) {
        if (endpoints.isEmpty() || list.size() >= MAX_BREAKS) {
            return;
        }
        boolean isEndpoint = endpoints.size() == 1 && endpoints.getFirst().equals(place);
        list.add(new MessageBreak(
                isEndpoint ? place : "%s (from %s)".formatted(place, named(endpoints)),
                endpoints,
                new SchemaBreak(words, oldLine, newLine)));
    }

    private static String named(List<String> endpoints) {
        int others = endpoints.size() - MAX_NAMED;
        return others <= 0
                ? String.join(", ", endpoints)
                : "%s and %,d others".formatted(String.join(", ", endpoints.subList(0, MAX_NAMED)), others);
    }

    List<MessageBreak> list() {
        return list;
    }
}
