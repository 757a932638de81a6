package dev.gatehouse.registry.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.usage.RecentUse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a service takes from a client. Immutable; every list is sorted.
 *
 * @param broken whether something that works for it today works no more: an endpoint that it can call goes or needs what
 *     none of its tokens carries, or a scope goes that was given to it directly
 * @param lostEndpoints endpoints that it can call and that go
 * @param refusedEndpoints endpoints that its tokens of today do not reach any more, or not everywhere within; also new ones that
 *     take requests from those that it can call
 * @param neededScopes what its tokens of today lack for those
 * @param lostScopes what it may ask for today, but not then
 * @param noticed how it notices that, by the endpoints that are named here
 */
public record AffectedClient(
        @JsonUnwrapped Who client,
        boolean broken,
        List<String> lostEndpoints,
        List<String> refusedEndpoints,
        List<String> neededScopes,
        List<String> lostScopes,
        @JsonIgnore Map<String, Noticed> noticed) {
    /**
     * Whom it is taken from.
     *
     * @param clientId one of ours, or one of another issuer as it was seen
     * @param clientName null where it is not ours
     * @param ownerId null where it is not ours
     * @param use how it calls the endpoints named here, or where none is, the service
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Who(
            String clientId,
            @Nullable String clientName,
            @Nullable String ownerId,
            @JsonUnwrapped RecentUse use) {
        Who using(RecentUse use) {
            return new Who(clientId, clientName, ownerId, use);
        }
    }

    /**
     * How it notices that an endpoint goes or refuses.
     *
     * @param use how it calls it, or where it is new, those that it takes requests from
     * @param refused whether the endpoint as such refuses
     * @param within what is asked for within it, in words
     */
    public record Noticed(RecentUse use, boolean refused, List<String> within) {}

    public AffectedClient {
        lostEndpoints = List.copyOf(lostEndpoints);
        refusedEndpoints = List.copyOf(refusedEndpoints);
        neededScopes = List.copyOf(neededScopes);
        lostScopes = List.copyOf(lostScopes);
        noticed = Map.copyOf(noticed);
    }

    public String clientId() {
        return client.clientId();
    }

    AffectedClient using(RecentUse use) {
        return new AffectedClient(
                client.using(use), broken, lostEndpoints, refusedEndpoints, neededScopes, lostScopes, noticed);
    }

    /** Whether anything is taken from it at all. */
    boolean losesSomething() {
        return broken || !lostScopes.isEmpty();
    }

    /** In words, for a description. */
    String named() {
        StringBuilder text = new StringBuilder("client ").append(client.clientId());
        if (client.ownerId() != null) {
            text.append(" of ").append(client.ownerId());
        }
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
