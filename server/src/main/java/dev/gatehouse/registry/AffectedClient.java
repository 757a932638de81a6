package dev.gatehouse.registry;

import java.util.List;

/**
 * What a change of a service takes from a client. Immutable; every list is sorted.
 *
 * @param broken whether something that works for it today works no more: an endpoint it is linked to goes or needs what
 *     none of its tokens carries, or a scope goes that was given to it directly
 * @param lostEndpoints endpoints it is linked to that go
 * @param refusedEndpoints endpoints it is linked to that its tokens of today do not reach any more
 * @param neededScopes what its tokens of today lack for those
 * @param lostScopes what it may ask for today, but not then
 */
public record AffectedClient(
        String clientId,
        String ownerId,
        boolean broken,
        List<String> lostEndpoints,
        List<String> refusedEndpoints,
        List<String> neededScopes,
        List<String> lostScopes) {
    public AffectedClient {
        lostEndpoints = List.copyOf(lostEndpoints);
        refusedEndpoints = List.copyOf(refusedEndpoints);
        neededScopes = List.copyOf(neededScopes);
        lostScopes = List.copyOf(lostScopes);
    }

    /** Whether anything is taken from it at all. */
    boolean losesSomething() {
        return broken || !lostScopes.isEmpty();
    }

    /** In words, for a description. */
    String named() {
        StringBuilder text =
                new StringBuilder("client ").append(clientId).append(" of ").append(ownerId);
        append(text, " loses ", lostEndpoints);
        append(text, " is refused at ", refusedEndpoints);
        append(text, " needs the scopes ", neededScopes);
        append(text, " loses the scopes ", lostScopes);
        return text.toString();
    }

    private static void append(StringBuilder text, String what, List<String> values) {
        if (!values.isEmpty()) {
            text.append(what).append(String.join(" ", values.subList(0, Math.min(5, values.size()))));
            text.append(values.size() > 5 ? " and " + (values.size() - 5) + " more" : "");
        }
    }
}
