package dev.gatehouse.authority.approval;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.authority.AccessPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Decides which links clients get at once, and for which they wait. Stateless. */
final class LinkAsking {
    private final GuardStore guards = new GuardStore();
    private final AccessGrantStore grants = new AccessGrantStore();

    /**
     * What happens with links that somebody asked for.
     *
     * @param kept those that are there and stay
     * @param links those that are new, by what happens with them
     * @param othersScopes scopes of other owners that they need, which are those owners' to give
     */
    record Outcome(List<WantedLink> kept, Map<Verdict, List<WantedLink>> links, Set<String> othersScopes) {}

    /** @throws ApiException ERR12015, or ERR12200 naming an endpoint that is closed */
    Outcome decide(Handle handle, Applicant applicant, String serviceId, List<WantedLink> wanted, Terms terms) {
        GuardStore.Guard guard =
                guards.ofService(handle, serviceId).orElseThrow(() -> ErrorCode.SERVICE_NOT_FOUND.with(serviceId));
        Guarded guarded = new Guarded(guard, guards.ofScopes(handle, scopesOf(wanted)));
        Map<String, Optional<Instant>> there = grants.links(handle, applicant.clientId(), serviceId);
        Map<Verdict, List<WantedLink>> links = new EnumMap<>(Verdict.class);
        List<WantedLink> kept = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        for (WantedLink link : wanted) {
            others.addAll(guarded.othersScopes(applicant, link));
            Optional<Instant> end = there.get(link.endpoint());
            if (end != null && !terms.outlasts(end.orElse(null))) {
                kept.add(link);
            } else {
                links.computeIfAbsent(guarded.verdict(applicant, link), _ -> new ArrayList<>())
                        .add(link);
            }
        }
        return new Outcome(kept, links, others);
    }

    private static Set<String> scopesOf(Collection<WantedLink> links) {
        return links.stream()
                .flatMap(link -> link.requirement().scopes().stream())
                .collect(Collectors.toSet());
    }

    /** A service, and who decides about the scopes that its endpoints need. */
    private record Guarded(GuardStore.Guard service, Map<String, GuardStore.Guard> scopes) {
        /**
         * What happens to a link: whatever its endpoint needs of its owner's scopes decides, in any alternative, as the link may
         * come to give it; the service where it needs none.
         */
        Verdict verdict(Applicant applicant, WantedLink link) {
            AccessPolicy policy = link.requirement().scopes().stream()
                    .filter(scope -> scopes.containsKey(scope) && !isOthers(scope))
                    .map(scope -> scopes.get(scope).policy())
                    .reduce(AccessPolicy::stricter)
                    .orElse(service.policy());
            Verdict verdict = applicant.ask(policy, service.ownerId());
            if (verdict == Verdict.REFUSED) {
                throw ErrorCode.ACCESS_CLOSED.with(
                        "endpoint " + link.endpoint() + " of service " + service.serviceId());
            }
            return verdict;
        }

        /** The scopes of other owners that the link needs: none where an alternative needs none or only what is to be had. */
        List<String> othersScopes(Applicant applicant, WantedLink link) {
            List<List<String>> ways = link.requirement().alternatives().stream()
                    .filter(way -> link.requirement().isVouchedFor(way))
                    .map(way -> way.stream().filter(this::isOthers).toList())
                    .toList();
            return ways.stream()
                    .filter(way ->
                            way.stream().allMatch(scope -> ask(applicant, scope).isGiven()))
                    .findFirst()
                    .or(() -> ways.stream()
                            .filter(way -> way.stream().noneMatch(scope -> ask(applicant, scope) == Verdict.REFUSED))
                            .findFirst())
                    .orElse(ways.isEmpty() ? List.of() : ways.getFirst());
        }

        private Verdict ask(Applicant applicant, String scope) {
            GuardStore.Guard guard = scopes.get(scope);
            return guard == null ? Verdict.OPEN : applicant.ask(guard.policy(), guard.ownerId());
        }

        private boolean isOthers(String scope) {
            GuardStore.Guard guard = scopes.get(scope);
            return guard != null && !guard.ownerId().equals(service.ownerId());
        }
    }
}
