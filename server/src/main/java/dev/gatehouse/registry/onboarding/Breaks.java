package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.registry.change.AffectedClient;
import dev.gatehouse.usage.RecentUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The changes that break clients, each with the clients that it breaks. */
final class Breaks {
    private static final int MAX_NEEDS = 5;

    private Breaks() {}

    static List<ImportReport.Break> of(List<Endpoint> after, List<AffectedClient> affected) {
        Map<String, List<AffectedClient>> broken = new TreeMap<>();
        for (AffectedClient client : affected) {
            client.lostEndpoints().forEach(endpoint -> add(broken, endpoint, client));
            client.refusedEndpoints().forEach(endpoint -> add(broken, endpoint, client));
        }
        Map<String, Endpoint> now = after.stream().collect(Collectors.toMap(Endpoint::endpoint, Function.identity()));
        return broken.entrySet().stream()
                .map(entry -> change(entry.getKey(), now.get(entry.getKey()), entry.getValue()))
                .toList();
    }

    private static void add(Map<String, List<AffectedClient>> broken, String endpoint, AffectedClient client) {
        broken.computeIfAbsent(endpoint, name -> new ArrayList<>()).add(client);
    }

    private static ImportReport.Break change(String endpoint, @Nullable Endpoint now, List<AffectedClient> clients) {
        List<ImportReport.Caller> callers = clients.stream()
                .map(client -> new ImportReport.Caller(
                        client.clientId(), noticed(client, endpoint).use()))
                .filter(caller -> caller.use().lastUsed() != null)
                .toList();
        return new ImportReport.Break(
                endpoint,
                now == null ? "removed" : "needs " + needed(now, clients),
                clients.stream().map(AffectedClient::clientId).toList(),
                callers.stream().map(ImportReport.Caller::use).reduce(RecentUse.NONE, RecentUse::plus),
                callers);
    }

    private static AffectedClient.Noticed noticed(AffectedClient client, String endpoint) {
        return Objects.requireNonNull(client.noticed().get(endpoint));
    }

    private static String needed(Endpoint now, List<AffectedClient> clients) {
        Set<String> needs = new TreeSet<>();
        boolean refused = false;
        for (AffectedClient client : clients) {
            AffectedClient.Noticed noticed = noticed(client, now.endpoint());
            refused |= noticed.refused();
            needs.addAll(noticed.within());
        }
        String within = needs.stream().limit(MAX_NEEDS).collect(Collectors.joining(", "))
                + (needs.size() > MAX_NEEDS ? " and more at %,d places".formatted(needs.size() - MAX_NEEDS) : "");
        return refused ? now.scope() + (needs.isEmpty() ? "" : ", " + within) : within;
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
