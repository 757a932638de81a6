package dev.gatehouse.registry.onboarding;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.clients.link.LinkedClient;
import dev.gatehouse.contract.MessageBreak;
import dev.gatehouse.contract.MessageDiff;
import dev.gatehouse.registry.EndpointChanges;
import dev.gatehouse.registry.change.ServiceChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What callers would notice within endpoints that stay between two versions of a contract. Found before a transaction begins, as
 * it takes its time. Immutable.
 *
 * @param before the version that was compared with; 0 for none
 */
record MessageChanges(int before, MessageDiff diff) {
    static final MessageChanges NONE = new MessageChanges(0, MessageDiff.NONE);

    private static final int MAX_NOTES = 100;
    private static final int MAX_CLIENTS = 10;

    /** Between a stored version and the bytes of another. */
    static MessageChanges between(StoredContract before, byte[] after, ContractReading reading) {
        if (Arrays.equals(before.document(), after)) {
            return NONE;
        }
        try {
            return new MessageChanges(before.version(), reading.messageDiff(before.document(), after, before.type()));
        } catch (ApiException e) {
            return new MessageChanges(before.version(), MessageDiff.unknown(e.getMessage()));
        }
    }

    /** A sentence for each, with the linked clients that use the endpoint. */
    List<String> notes(Handle handle, ServiceChange change, EndpointChanges endpoints) {
        if (!diff.problem().isEmpty()) {
            return List.of(
                    "Messages could not be compared with those of version %d: %s".formatted(before, diff.problem()));
        }
        List<MessageBreak> breaks = diff.breaks();
        List<MessageBreak> told = breaks.subList(0, Math.min(breaks.size(), MAX_NOTES));
        List<String> names = told.stream()
                .flatMap(each -> each.endpoints().stream())
                .distinct()
                .toList();
        Map<String, List<String>> clients = endpoints.linked(handle, change, names).stream()
                .collect(Collectors.groupingBy(
                        LinkedClient::endpoint, Collectors.mapping(LinkedClient::clientId, Collectors.toList())));
        Map<List<String>, String> named = new HashMap<>();
        List<String> notes = new ArrayList<>();
        told.forEach(each -> notes.add("%s; %s."
                .formatted(each.words(), named.computeIfAbsent(each.endpoints(), some -> named(some, clients)))));
        if (breaks.size() > MAX_NOTES) {
            notes.add("There are %,d more changes of messages.".formatted(breaks.size() - MAX_NOTES));
        }
        return notes;
    }

    private static String named(List<String> endpoints, Map<String, List<String>> linked) {
        List<String> clients = endpoints.stream()
                .flatMap(endpoint -> linked.getOrDefault(endpoint, List.of()).stream())
                .distinct()
                .toList();
        if (clients.isEmpty()) {
            return "no client is linked to it";
        }
        String first = clients.stream().limit(MAX_CLIENTS).collect(Collectors.joining(", "));
        String more = clients.size() > MAX_CLIENTS ? " and %,d more".formatted(clients.size() - MAX_CLIENTS) : "";
        return "linked clients: " + first + more;
    }
}
