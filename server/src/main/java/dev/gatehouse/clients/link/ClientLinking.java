package dev.gatehouse.clients.link;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.ClientAuthority;
import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientOwnership;
import dev.gatehouse.clients.ClientRegistry;
import dev.gatehouse.clients.ClientStore;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.ManagedClients;
import dev.gatehouse.clients.Manager;
import dev.gatehouse.clients.scope.EffectiveScopes;
import dev.gatehouse.clients.scope.GivenScopes;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Links clients to the endpoints they call, from which the scopes follow that they may ask for. Thread-safe. */
public final class ClientLinking {
    private static final int MAX_NAMED = 20;

    private final Jdbi jdbi;
    private final Clock clock;
    private final ClientStore clients = new ClientStore();
    private final LinkStore links = new LinkStore();
    private final DeprecatedUseStore deprecatedUses = new DeprecatedUseStore();
    private final EffectiveScopes scopes = new EffectiveScopes();
    private final ManagedClients managed = new ManagedClients();
    private final ClientAuthority authority = new ClientAuthority();

    public ClientLinking(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** What a client may ask for before and after a change of its links, separated by space. */
    record ScopeChange(
            @JsonProperty("old_scope") String oldScope,
            @JsonProperty("new_scope") String newScope) {}

    /** @throws ApiException ERR11620, ERR12014 or ERR12015 */
    List<LinkStore.Linked> list(Caller caller, String clientId, String serviceId) {
        return jdbi.withHandle(handle -> {
            findOwned(handle, caller, clientId);
            if (!links.isService(handle, serviceId)) {
                throw ErrorCode.SERVICE_NOT_FOUND.with(serviceId);
            }
            return links.list(handle, clientId, serviceId);
        });
    }

    /** A page of links to deprecated endpoints and, where the page is counted, how many there are. */
    record DeprecatedListing(List<DeprecatedUse> uses, long total) {}

    /**
     * Links to deprecated endpoints: those of the clients of whom the caller acts for, or those an administrator asks for.
     *
     * @param ownerId whose clients; null for all of those, or everybody's where an administrator asks
     * @throws ApiException ERR11620
     */
    DeprecatedListing deprecated(Caller caller, Page page, @Nullable String ownerId) {
        if (ownerId != null && !caller.actsFor(ownerId)) {
            ClientOwnership.requireAdministrator(caller, "see what clients of " + ownerId + " use");
        }
        Set<String> mine = caller.isAdministrator() ? null : caller.owners();
        Set<String> owners = ownerId == null ? mine : Set.of(ownerId);
        DeprecatedUse.Key after = page.after() == null ? null : DeprecatedUse.Key.parse(page.after());
        return jdbi.withHandle(handle -> new DeprecatedListing(
                deprecatedUses.list(handle, page, after, owners),
                page.isCounted() ? deprecatedUses.count(handle, owners) : 0));
    }

    /** @throws ApiException ERR11620 or ERR12014 */
    List<LinkStore.LinkedService> services(Caller caller, String clientId) {
        return jdbi.withHandle(handle -> {
            findOwned(handle, caller, clientId);
            return links.services(handle, clientId);
        });
    }

    /**
     * Makes the endpoints the only ones of the service that the client is linked to.
     *
     * @throws ApiException ERR11620, ERR12014, ERR12015, or ERR12042 naming the endpoints that do not exist
     */
    ScopeChange replace(Caller caller, String clientId, String serviceId, Collection<String> endpoints) {
        List<String> wanted = List.copyOf(new LinkedHashSet<>(endpoints));
        return changing(caller, clientId, serviceId, handle -> {
            if (!links.keepService(handle, serviceId)) {
                throw ErrorCode.SERVICE_NOT_FOUND.with(serviceId);
            }
            List<LinkStore.Needing> found = links.needing(handle, serviceId, wanted);
            refuseMissing(serviceId, wanted, found);
            List<LinkStore.Needing> vouched = found.stream()
                    .map(endpoint -> new LinkStore.Needing(
                            endpoint.endpoint(),
                            endpoint.requirement().vouchedFor(scope -> GivenScopes.mayGive(caller, scope))))
                    .toList();
            links.removeOthers(handle, clientId, serviceId, wanted);
            links.add(handle, clientId, serviceId, vouched, Times.now(clock));
            return found;
        });
    }

    /**
     * Removes the client's links to a service.
     *
     * @throws ApiException ERR11620, ERR12014 or ERR12015
     */
    void remove(Caller caller, String clientId, String serviceId) {
        changing(caller, clientId, serviceId, handle -> {
            if (!links.isService(handle, serviceId)) {
                throw ErrorCode.SERVICE_NOT_FOUND.with(serviceId);
            }
            links.removeOthers(handle, clientId, serviceId, List.of());
            return List.of();
        });
    }

    /**
     * Removes every link of the client.
     *
     * @throws ApiException ERR11620 or ERR12014
     */
    void removeAll(Caller caller, String clientId) {
        changing(caller, clientId, null, handle -> {
            links.removeAll(handle, clientId);
            return List.of();
        });
    }

    /** Changes links, and tells the endpoints that the client must be able to call afterwards. */
    @FunctionalInterface
    private interface Change {
        List<LinkStore.Needing> in(Handle handle);
    }

    private ScopeChange changing(Caller caller, String clientId, @Nullable String serviceId, Change change) {
        return jdbi.inTransaction(handle -> {
            Client client = managed.lock(handle, Manager.by(caller), clientId).client();
            ScopeLimit limit = authority.limit(handle, client.ownerId());
            Set<String> before = scopes.of(handle, clientId, client.scope());
            List<LinkStore.Needing> linked = change.in(handle);
            Set<String> after = scopes.of(handle, clientId, client.scope());
            refuseBeyond(caller, linked, after);
            ScopeChange changed =
                    new ScopeChange(String.join(" ", limit.within(before)), String.join(" ", limit.within(after)));
            AuditStore.record(
                    handle,
                    caller,
                    "client.link",
                    ClientRegistry.subject(clientId),
                    Map.of(
                            "serviceId",
                            serviceId == null ? "" : serviceId,
                            "endpoints",
                            linked.stream().map(LinkStore.Needing::endpoint).toList(),
                            "scope",
                            changed));
            ChangeFeed.announce(handle, Clients.TOPIC, clientId);
            return changed;
        });
    }

    private void findOwned(Handle handle, Caller caller, String clientId) {
        Client client = clients.find(handle, clientId)
                .orElseThrow(() -> ErrorCode.CLIENT_NOT_FOUND.with(clientId))
                .client();
        ClientOwnership.check(caller, client);
    }

    private static void refuseMissing(String serviceId, List<String> wanted, List<LinkStore.Needing> found) {
        Set<String> there = found.stream().map(LinkStore.Needing::endpoint).collect(Collectors.toSet());
        List<String> missing = wanted.stream()
                .filter(endpoint -> !there.contains(endpoint))
                .limit(MAX_NAMED)
                .toList();
        if (!missing.isEmpty()) {
            String named = missing.size() == 1 ? " with the endpoint " : " with the endpoints ";
            throw ErrorCode.SERVICE_ENDPOINT_NOT_FOUND
                    .with(serviceId + named + String.join(", ", missing))
                    .withMember("endpoints", missing);
        }
    }

    /** A link gives no scope of our own API that the caller could not give directly. */
    private static void refuseBeyond(Caller caller, List<LinkStore.Needing> linked, Set<String> scopes) {
        for (LinkStore.Needing endpoint : linked) {
            if (!endpoint.requirement().isMetBy(scopes)) {
                throw ErrorCode.PERMISSION_DENIED.with("User " + caller.userId() + " may not link a client to "
                        + endpoint.endpoint() + ", which needs scopes of this server's own API that are not in the"
                        + " token; that needs the scope oauth.admin");
            }
        }
    }
}
