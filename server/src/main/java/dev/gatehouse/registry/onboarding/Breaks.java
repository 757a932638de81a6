package dev.gatehouse.registry.onboarding;

import dev.gatehouse.clients.link.LinkedClient;
import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.contract.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clients a change of endpoints would break: those linked to an endpoint that goes, or to one that needs what
 * none of the client's tokens carries today.
 */
final class Breaks {
    private Breaks() {}

    /** The endpoints whose links matter. */
    static List<String> endpoints(ContractDiff diff) {
        return Stream.concat(
                        diff.removed().stream().map(Endpoint::endpoint),
                        diff.changed().stream().map(ContractDiff.Change::endpoint))
                .toList();
    }

    static List<ImportReport.Break> of(List<Endpoint> after, List<LinkedClient> linked) {
        Map<String, Endpoint> now = after.stream().collect(Collectors.toMap(Endpoint::endpoint, endpoint -> endpoint));
        Map<String, List<String>> broken = new TreeMap<>();
        for (LinkedClient client : linked) {
            Endpoint endpoint = now.get(client.endpoint());
            if (endpoint == null || !endpoint.acceptsScopes(client.effectiveScope())) {
                broken.computeIfAbsent(client.endpoint(), name -> new ArrayList<>())
                        .add(client.clientId());
            }
        }
        return broken.entrySet().stream()
                .map(entry -> new ImportReport.Break(entry.getKey(), reason(now.get(entry.getKey())), entry.getValue()))
                .toList();
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
