package dev.gatehouse.authority.approval;

import dev.gatehouse.api.ApiException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Gives clients access to services, as far as who owns these lets them, and asks for the rest. Stateless. */
public final class AccessAsking {
    private final LinkAsking links = new LinkAsking();
    private final ScopeAsking scopes = new ScopeAsking();
    private final Keeping keeping = new Keeping();
    private final AccessGrantStore grants = new AccessGrantStore();
    private final GuardStore guards = new GuardStore();

    /**
     * What became of it.
     *
     * @param waiting what the client waits for now
     * @param given what was approved at once, as far as that is kept as a request
     */
    public record Answer(List<AccessRequest> waiting, List<AccessRequest> given) {}

    /**
     * Links the client to what it may have now, gives it such scopes, and asks for the rest. What it has stays.
     *
     * @param wantedScopes scopes of this service
     * @throws ApiException ERR11004 for scopes that are not the service's, ERR12015, ERR12200 where it is closed, ERR12203 where
     *     the client waits for too much
     */
    public Answer ask(
            Handle handle,
            Applicant applicant,
            String serviceId,
            List<WantedLink> wanted,
            Collection<String> wantedScopes,
            Terms terms) {
        LinkAsking.Outcome linked = links.decide(handle, applicant, serviceId, wanted, terms);
        Map<Verdict, List<String>> given = scopes(handle, applicant, serviceId, wantedScopes, terms);
        if (!linked.kept().isEmpty()) {
            grants.addLinks(handle, applicant.clientId(), serviceId, linked.kept(), new Approval(null, null, null));
        }
        Keeping.Asked asked = new Keeping.Asked();
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        verdicts.addAll(linked.links().keySet());
        verdicts.addAll(given.keySet());
        for (Verdict verdict : verdicts) {
            List<String> some = given.getOrDefault(verdict, List.of());
            if (verdict.isGiven() && !some.isEmpty()) {
                grants.listScopes(handle, applicant.clientId(), some);
            }
            List<WantedLink> someLinks = linked.links().getOrDefault(verdict, List.of());
            keeping.keep(handle, applicant, new Keeping.Part(serviceId, verdict, someLinks, some, false), terms, asked);
        }
        asked.waiting().addAll(othersScopes(handle, applicant, linked.othersScopes(), terms));
        return new Answer(List.copyOf(asked.waiting()), List.copyOf(asked.given()));
    }

    private Map<Verdict, List<String>> scopes(
            Handle handle, Applicant applicant, String serviceId, Collection<String> wanted, Terms terms) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Map<String, GuardStore.Guard> guarded = guards.ofScopes(handle, wanted);
        for (String scope : wanted) {
            GuardStore.Guard guard = guarded.get(scope);
            if (guard == null || !guard.serviceId().equals(serviceId)) {
                throw ApiException.invalid("/scopes", scope + " is no scope of service " + serviceId);
            }
        }
        return scopes.decide(handle, applicant, wanted, false, terms).of(serviceId);
    }

    private List<AccessRequest> othersScopes(Handle handle, Applicant applicant, Set<String> needed, Terms terms) {
        return needed.isEmpty()
                ? List.of()
                : scopes.keep(handle, applicant, scopes.decide(handle, applicant, needed, true, terms), terms);
    }

    /**
     * Gives what somebody decided to give of a request, as far as it still is the service's.
     */
    public void give(Handle handle, AccessRequest request, Decision decision) {
        String clientId = request.between().clientId();
        String serviceId = request.between().serviceId();
        Set<String> vouched = Set.copyOf(request.asked().vouched());
        List<WantedLink> wanted = new EndpointNeedStore()
                .needing(handle, serviceId, decision.granted().endpoints()).stream()
                        .map(link -> new WantedLink(
                                link.endpoint(), link.requirement().vouchedFor(vouched::contains)))
                        .toList();
        String owner = request.between().serviceOwnerId();
        List<String> owned = guards.ofScopes(handle, decision.granted().scopes()).entrySet().stream()
                .filter(scope -> scope.getValue().ownerId().equals(owner))
                .map(Map.Entry::getKey)
                .toList();
        Approval approval = new Approval(decision.by(), decision.until(), request.accessRequestId());
        if (!owned.isEmpty() && !request.asked().forLinks()) {
            grants.listScopes(handle, clientId, owned);
        }
        keeping.give(
                handle,
                clientId,
                new Keeping.Part(
                        serviceId, Verdict.OWN, wanted, owned, request.asked().forLinks()),
                approval);
    }
}
