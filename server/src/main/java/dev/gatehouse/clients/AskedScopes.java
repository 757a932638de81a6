package dev.gatehouse.clients;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.authority.approval.AccessEnds;
import dev.gatehouse.authority.approval.AccessRequest;
import dev.gatehouse.authority.approval.ScopeAsking;
import dev.gatehouse.authority.approval.Terms;
import dev.gatehouse.clients.scope.Scopes;
import dev.gatehouse.clients.scope.StandingScopes;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The scopes of services that clients are registered with: what waits for an owner's approval is left out. Stateless. */
final class AskedScopes {
    private final ScopeAsking asking = new ScopeAsking();
    private final AccessEnds ends = new AccessEnds();

    /**
     * What happens with the scopes of a client.
     *
     * @param client with those that it gets
     */
    record Outcome(Client client, ScopeAsking.Outcome scopes) {
        /** Where nobody asked for scopes. */
        static Outcome asBefore(Client client) {
            return new Outcome(client, new ScopeAsking.Outcome(false, Map.of()));
        }
    }

    /** @throws ApiException ERR12200 naming a scope that is closed */
    Outcome decide(Handle handle, Caller caller, Client asked) {
        List<String> scopes = Scopes.split(asked.scope()).stream()
                .filter(scope -> !StandingScopes.isStanding(scope))
                .toList();
        if (scopes.isEmpty()) {
            return Outcome.asBefore(asked);
        }
        ScopeAsking.Outcome outcome = asking.decide(handle, asked.applicant(caller), scopes, false, Terms.USUAL);
        return new Outcome(asked.without(outcome.waiting()), outcome);
    }

    /**
     * Keeps what was decided, of a client that is stored with what it gets.
     *
     * @return the ids of the requests that it waits for
     * @throws ApiException ERR12203 where it waits for too much
     */
    List<Long> keep(Handle handle, Caller caller, Outcome outcome) {
        Client client = outcome.client();
        List<AccessRequest> waiting = asking.keep(handle, client.applicant(caller), outcome.scopes(), Terms.USUAL);
        return waiting.stream().map(AccessRequest::accessRequestId).toList();
    }

    /** Ends what hung on scopes that the client has no longer. */
    void settle(Handle handle, Caller caller, Client client) {
        ends.settle(handle, caller, List.of(client.clientId()));
    }
}
