package dev.gatehouse.authority.scope;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.clients.scope.StandingScopes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Keeps services from declaring, or requiring, what belongs to somebody else. What a service named before, it may name
 * again, whoever owns it. Stateless.
 */
public final class ScopeClaims {
    private static final int MAX_SCOPES = 10_000;
    private static final int MAX_NAMED = 20;
    private static final int BATCH = 500;

    private final ScopeOwnerStore owners = new ScopeOwnerStore();

    /**
     * Scopes that a service names from now on, and did not up to now.
     *
     * @param ownerId who owns the service then
     */
    public record Claim(String serviceId, String ownerId, Set<String> scopes) {}

    /** A scope in an error body, and who has it. */
    private record Taken(String scope, String serviceId, String ownerId) {
        @Override
        public String toString() {
            return scope + " (service " + serviceId + " of " + ownerId + ")";
        }
    }

    /**
     * What a service that is not there yet claims with these scopes.
     *
     * @throws ApiException ERR12192
     */
    public static Claim ofNew(String serviceId, String ownerId, Collection<String> scopes) {
        Set<String> owned = new HashSet<>(scopes);
        owned.removeIf(StandingScopes::isStanding);
        if (owned.size() > MAX_SCOPES) {
            throw ErrorCode.TOO_MANY_SCOPES.with(serviceId, owned.size(), MAX_SCOPES);
        }
        return new Claim(serviceId, ownerId, owned);
    }

    /**
     * What a service claims with these scopes; to be asked before they are written.
     *
     * @throws ApiException ERR12192
     */
    public Claim of(Handle handle, String serviceId, String ownerId, Collection<String> scopes) {
        Claim all = ofNew(serviceId, ownerId, scopes);
        Set<String> added = new HashSet<>(all.scopes());
        added.removeAll(owners.declaredBy(handle, serviceId));
        return new Claim(serviceId, ownerId, added);
    }

    /**
     * Whether the service may have what it claims. To be asked once it is written, since only then nobody else can be
     * faster any more; asked before, it says what would come of it now.
     *
     * @throws ApiException ERR12190 naming scopes and owners
     */
    public void check(Handle handle, Claim claim) {
        if (claim.scopes().isEmpty()) {
            return;
        }
        Map<String, ScopeOwner> had = owners.find(handle, claim.scopes()).stream()
                .collect(Collectors.toMap(ScopeOwner::scope, Function.identity()));
        List<Taken> taken = new ArrayList<>();
        List<String> unclaimed = new ArrayList<>();
        for (String scope : new TreeSet<>(claim.scopes())) {
            ScopeOwner owner = had.get(scope);
            if (owner == null || owner.serviceId().equals(claim.serviceId())) {
                unclaimed.add(scope);
            } else if (!owner.ownerId().equals(claim.ownerId()) && !owner.shared()) {
                taken.add(new Taken(scope, owner.serviceId(), owner.ownerId()));
            }
        }
        for (int from = 0; from < unclaimed.size(); from += BATCH) {
            taken.addAll(namedAfterOthers(
                    handle, claim.ownerId(), unclaimed.subList(from, Math.min(from + BATCH, unclaimed.size()))));
        }
        if (!taken.isEmpty()) {
            throw refusal(taken);
        }
    }

    /** Those that begin with the id of somebody else's service. */
    private List<Taken> namedAfterOthers(Handle handle, String ownerId, List<String> scopes) {
        Set<String> ids = scopes.stream()
                .flatMap(scope -> ServicePrefix.serviceIds(scope).stream())
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, String> services = owners.ownersOf(handle, ids);
        return scopes.stream()
                .flatMap(scope -> namedAfter(scope, services).stream())
                .filter(taken -> !taken.ownerId().equals(ownerId))
                .toList();
    }

    /** The service whose id stands in front of the scope; of several the one with the longest. */
    private static Optional<Taken> namedAfter(String scope, Map<String, String> services) {
        for (String id : ServicePrefix.serviceIds(scope)) {
            String owner = services.get(id);
            if (owner != null) {
                return Optional.of(new Taken(scope, id, owner));
            }
        }
        return Optional.empty();
    }

    private static ApiException refusal(List<Taken> taken) {
        String named = taken.stream().limit(MAX_NAMED).map(Taken::toString).collect(Collectors.joining(", "));
        String more = taken.size() > MAX_NAMED ? " and " + (taken.size() - MAX_NAMED) + " more" : "";
        return ErrorCode.SCOPE_OF_ANOTHER_OWNER.with(named + more).withMember("scopes", taken);
    }
}
