package dev.gatehouse.authority.approval;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Gives clients scopes of services, as far as who owns them lets them. Stateless. */
public final class ScopeAsking {
    private final GuardStore guards = new GuardStore();
    private final AccessGrantStore grants = new AccessGrantStore();
    private final Keeping keeping = new Keeping();

    /**
     * What happens with scopes that somebody asked for. Immutable.
     *
     * @param byLink whether the client gets them by its links alone
     * @param scopes those that are new to the client, by what happens with them and by the service that has them
     */
    public record Outcome(boolean byLink, Map<Verdict, Map<String, List<String>>> scopes) {
        /** Those of one service, by what happens with them. */
        Map<Verdict, List<String>> of(String serviceId) {
            Map<Verdict, List<String>> ofService = new EnumMap<>(Verdict.class);
            scopes.forEach((verdict, byService) -> {
                if (byService.containsKey(serviceId)) {
                    ofService.put(verdict, byService.get(serviceId));
                }
            });
            return ofService;
        }

        /** Those that the client does not get now. */
        public Set<String> waiting() {
            Set<String> waiting = new LinkedHashSet<>();
            scopes.getOrDefault(Verdict.WAITS, Map.of()).values().forEach(waiting::addAll);
            return waiting;
        }
    }

    /**
     * What happens with scopes: what the client has already stays as it is, and what no service has is nobody's to decide.
     *
     * @param byLink whether it is for links that need them
     * @throws ApiException ERR12200 naming a scope that is closed
     */
    public Outcome decide(Handle handle, Applicant applicant, Collection<String> scopes, boolean byLink, Terms terms) {
        Map<String, GuardStore.Guard> guarded = guards.ofScopes(handle, scopes);
        Map<String, Optional<Instant>> there =
                guarded.isEmpty() ? Map.of() : grants.scopes(handle, applicant.clientId(), byLink);
        Map<Verdict, Map<String, List<String>>> outcome = new EnumMap<>(Verdict.class);
        for (String scope : new LinkedHashSet<>(scopes)) {
            GuardStore.Guard guard = guarded.get(scope);
            Optional<Instant> end = there.get(scope);
            boolean isNew = end == null || terms.outlasts(end.orElse(null));
            if (guard != null && isNew) {
                Verdict verdict = applicant.ask(guard.policy(), guard.ownerId());
                if (verdict == Verdict.REFUSED) {
                    throw ErrorCode.ACCESS_CLOSED.with("scope " + scope + " of service " + guard.serviceId());
                }
                outcome.computeIfAbsent(verdict, _ -> new TreeMap<>())
                        .computeIfAbsent(guard.serviceId(), _ -> new ArrayList<>())
                        .add(scope);
            }
        }
        return new Outcome(byLink, outcome);
    }

    /**
     * Keeps what was decided, for a client whose own list has what it gets.
     *
     * @return what the client waits for
     * @throws ApiException ERR12203 where it waits for too much
     */
    public List<AccessRequest> keep(Handle handle, Applicant applicant, Outcome outcome, Terms terms) {
        Keeping.Asked asked = new Keeping.Asked();
        outcome.scopes()
                .forEach((verdict, byService) -> byService.forEach((serviceId, scopes) -> keeping.keep(
                        handle,
                        applicant,
                        new Keeping.Part(serviceId, verdict, List.of(), scopes, outcome.byLink()),
                        terms,
                        asked)));
        return List.copyOf(asked.waiting());
    }
}
