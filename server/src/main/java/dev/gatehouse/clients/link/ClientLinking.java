package dev.gatehouse.clients.link;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.ClientAuthority;
import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.authority.approval.AccessAsking;
import dev.gatehouse.authority.approval.AccessEnds;
import dev.gatehouse.authority.approval.AccessRequest;
import dev.gatehouse.authority.approval.Applicant;
import dev.gatehouse.authority.approval.Terms;
import dev.gatehouse.authority.approval.WantedLink;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientOwnership;
import dev.gatehouse.clients.ClientRegistry;
import dev.gatehouse.clients.ClientStore;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.ManagedClients;
import dev.gatehouse.clients.Manager;
import dev.gatehouse.clients.scope.EffectiveScopes;
import dev.gatehouse.store.ChangeFeed;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Links clients to the endpoints they call, from which the scopes follow that they may ask for. Thread-safe. */
public final class ClientLinking {
    private final Jdbi jdbi;
    private final ClientStore clients = new ClientStore();
    private final LinkStore links = new LinkStore();
    private final DeprecatedUseStore deprecatedUses = new DeprecatedUseStore();
    private final EffectiveScopes scopes = new EffectiveScopes();
    private final ManagedClients managed = new ManagedClients();
    private final ClientAuthority authority = new ClientAuthority();
    private final VouchedLinks vouched = new VouchedLinks();
    private final AccessAsking asking = new AccessAsking();
    private final AccessEnds ends = new AccessEnds();

    public ClientLinking(Jdbi jdbi) {
        this.jdbi = jdbi;
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
     * Links to deprecated endpoints: those of the caller's clients, or those an administrator asks for.
     *
     * @param ownerId whose clients; null for the caller's, or everybody's where an administrator asks
     * @throws ApiException ERR11620
     */
    DeprecatedListing deprecated(Caller caller, Page page, @Nullable String ownerId) {
        String owner = ownerId == null && !caller.isAdministrator() ? caller.userId() : ownerId;
        if (owner != null && !caller.isUser(owner)) {
            ClientOwnership.requireAdministrator(caller, "see what clients of user " + owner + " use");
        }
        DeprecatedUse.Key after = page.after() == null ? null : DeprecatedUse.Key.parse(page.after());
        return jdbi.withHandle(handle -> new DeprecatedListing(
                deprecatedUses.list(handle, page, after, owner),
                page.isCounted() ? deprecatedUses.count(handle, owner) : 0));
    }

    /** @throws ApiException ERR11620 or ERR12014 */
    List<LinkStore.LinkedService> services(Caller caller, String clientId) {
        return jdbi.withHandle(handle -> {
            findOwned(handle, caller, clientId);
            return links.services(handle, clientId);
        });
    }

    /**
     * What became of a client's links.
     *
     * @param waiting what its owner waits for; the client is linked to the rest
     */
    record Linked(ScopeChange scopes, List<AccessRequest> waiting) {}

    /**
     * Makes the endpoints the only ones of the service that the client is linked to, or waits for.
     *
     * @throws ApiException ERR11620, ERR12014, ERR12015, ERR12042 naming the endpoints that do not exist, ERR12200 or ERR12203
     */
    Linked replace(Caller caller, String clientId, String serviceId, Collection<String> endpoints) {
        List<String> wanted = List.copyOf(new LinkedHashSet<>(endpoints));
        return changing(caller, clientId, serviceId, (handle, client, held) -> {
            if (!links.keepService(handle, serviceId)) {
                throw ErrorCode.SERVICE_NOT_FOUND.with(serviceId);
            }
            List<WantedLink> found = vouched.of(handle, caller, held, serviceId, wanted);
            links.removeOthers(handle, clientId, serviceId, wanted);
            Applicant applicant = new Applicant(caller, clientId, client.ownerId());
            return new Change.Made(
                    WantedLink.names(found),
                    asking.ask(handle, applicant, serviceId, found, List.of(), Terms.USUAL)
                            .waiting());
        });
    }

    /**
     * Removes the client's links to a service.
     *
     * @throws ApiException ERR11620, ERR12014 or ERR12015
     */
    void remove(Caller caller, String clientId, String serviceId) {
        changing(caller, clientId, serviceId, (handle, client, held) -> {
            if (!links.isService(handle, serviceId)) {
                throw ErrorCode.SERVICE_NOT_FOUND.with(serviceId);
            }
            links.removeOthers(handle, clientId, serviceId, List.of());
            return Change.Made.NOTHING;
        });
    }

    /**
     * Removes every link of the client.
     *
     * @throws ApiException ERR11620 or ERR12014
     */
    void removeAll(Caller caller, String clientId) {
        changing(caller, clientId, null, (handle, client, held) -> {
            links.removeAll(handle, clientId);
            return Change.Made.NOTHING;
        });
    }

    /** Changes links. */
    @FunctionalInterface
    private interface Change {
        /** The endpoints that the client is linked to or waits for, and what it waits for. */
        record Made(List<String> endpoints, List<AccessRequest> waiting) {
            static final Made NOTHING = new Made(List.of(), List.of());
        }

        /** @param held what the client may ask for before */
        Made in(Handle handle, Client client, Set<String> held);
    }

    private Linked changing(Caller caller, String clientId, @Nullable String serviceId, Change change) {
        return jdbi.inTransaction(handle -> {
            Client client = managed.lock(handle, Manager.by(caller), clientId).client();
            ScopeLimit limit = authority.limit(handle, client.ownerId());
            Set<String> before = scopes.of(handle, clientId, client.scope());
            Change.Made made = change.in(handle, client, before);
            ends.settle(handle, caller, List.of(clientId));
            Set<String> after = scopes.of(handle, clientId, client.scope());
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
                            made.endpoints(),
                            "scope",
                            changed,
                            "accessRequests",
                            made.waiting().stream()
                                    .map(AccessRequest::accessRequestId)
                                    .toList()));
            ChangeFeed.announce(handle, Clients.TOPIC, clientId);
            return new Linked(changed, made.waiting());
        });
    }

    private void findOwned(Handle handle, Caller caller, String clientId) {
        Client client = clients.find(handle, clientId)
                .orElseThrow(() -> ErrorCode.CLIENT_NOT_FOUND.with(clientId))
                .client();
        ClientOwnership.check(caller, client);
    }
}
