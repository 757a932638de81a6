package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.decision.graphql.Access;
import dev.gatehouse.decision.graphql.SchemaGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells the importer what is asked for below the root, and where. Stateless. */
public final class GuardedPlaces {
    private static final int IN_A_NOTE = 20;
    private static final int MAX_NOTES = 60;

    private GuardedPlaces() {}

    static void note(SchemaGraph graph, Notes notes) {
        List<String> places = new ArrayList<>();
        graph.guardedBelowTheRoot().forEach((place, access) -> places.add(place + " needs " + needed(access)));
        int named = Math.min(places.size(), IN_A_NOTE * MAX_NOTES);
        for (int start = 0; start < named; start += IN_A_NOTE) {
            notes.add("Wherever a request reaches it, %s."
                    .formatted(String.join("; ", places.subList(start, Math.min(start + IN_A_NOTE, named)))));
        }
        if (places.size() > named) {
            notes.add("%,d further places below the root need something as well.".formatted(places.size() - named));
        }
    }

    /** What has to be met, in words. */
    public static String needed(Access access) {
        List<List<String>> alternatives = access.alternatives();
        return alternatives.isEmpty() || alternatives.contains(List.of())
                ? "any valid token"
                : alternatives.stream()
                        .map(scopes -> String.join(" and ", scopes))
                        .collect(Collectors.joining(", or "));
    }
}
