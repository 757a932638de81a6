package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.registry.change.AffectedClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The changes that break clients, each with the clients that it breaks. */
final class Breaks {
    private Breaks() {}

    static List<ImportReport.Break> of(List<Endpoint> after, List<AffectedClient> affected) {
        Map<String, List<String>> broken = new TreeMap<>();
        for (AffectedClient client : affected) {
            client.lostEndpoints().forEach(endpoint -> add(broken, endpoint, client));
            client.refusedEndpoints().forEach(endpoint -> add(broken, endpoint, client));
        }
        Map<String, Endpoint> now = after.stream().collect(Collectors.toMap(Endpoint::endpoint, Function.identity()));
        return broken.entrySet().stream()
                .map(entry -> new ImportReport.Break(entry.getKey(), reason(now.get(entry.getKey())), entry.getValue()))
                .toList();
    }

    private static void add(Map<String, List<String>> broken, String endpoint, AffectedClient client) {
        broken.computeIfAbsent(endpoint, name -> new ArrayList<>()).add(client.clientId());
    }

    private static String reason(@Nullable Endpoint now) {
        return now == null ? "removed" : "needs " + now.scope();
    }

    static String named(List<ImportReport.Break> breaks) {
        String first = breaks.stream()
                .limit(20)
                .map(change -> change.endpoint() + " " + change.reason() + " (clients "
                        + String.join(", ", change.clients()) + ")")
                .collect(Collectors.joining("; "));
        return breaks.size() > 20 ? first + "; and " + (breaks.size() - 20) + " more endpoints" : first;
    }
}
