package dev.gatehouse.clients.access;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.authority.approval.AccessAsking;
import dev.gatehouse.authority.approval.AccessEnds;
import dev.gatehouse.authority.approval.AccessJournal;
import dev.gatehouse.authority.approval.AccessRequest;
import dev.gatehouse.authority.approval.AccessRequestFilter;
import dev.gatehouse.authority.approval.AccessRequestStore;
import dev.gatehouse.authority.approval.AccessState;
import dev.gatehouse.authority.approval.Applicant;
import dev.gatehouse.authority.approval.ApprovalDecision;
import dev.gatehouse.authority.approval.Terms;
import dev.gatehouse.authority.approval.Wanted;
import dev.gatehouse.authority.approval.WantedLink;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.ManagedClients;
import dev.gatehouse.clients.Manager;
import dev.gatehouse.clients.link.VouchedLinks;
import dev.gatehouse.clients.scope.EffectiveScopes;
import dev.gatehouse.store.ChangeFeed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Access that clients ask for, and what the owners of services decide. Each change is one transaction with its audit row.
 * Thread-safe.
 */
public final class AccessRequests {
    private static final Set<String> SEE_CLIENTS = Set.of("oauth.client.r", "oauth.client.w");
    private static final Set<String> SEE_SERVICES = Set.of("oauth.service.r", "oauth.service.w");

    private final Jdbi jdbi;
    private final Clock clock;
    private final AccessRequestStore store = new AccessRequestStore();
    private final AccessAsking asking = new AccessAsking();
    private final AccessEnds ends = new AccessEnds();
    private final ManagedClients managed = new ManagedClients();
    private final VouchedLinks vouched = new VouchedLinks();
    private final EffectiveScopes scopes = new EffectiveScopes();

    public AccessRequests(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** A page of requests and, where the page is counted, how many there are. */
    record Listing(List<AccessRequest> requests, long total) {}

    /** What is looked for; null is not asked. */
    record Sought(
            @Nullable String state,
            @Nullable String serviceId,
            @Nullable String clientId,
            @Nullable Long before) {}

    /**
     * Asks for access for a client; what it may have at once, it gets at once.
     *
     * @throws ApiException ERR11004, ERR11620, ERR12014, ERR12015, ERR12042, ERR12200 or ERR12203
     */
    AccessAsking.Answer ask(Caller caller, AskingInput input) {
        checkEnd(input.until());
        return jdbi.inTransaction(handle -> {
            Client client =
                    managed.lock(handle, Manager.by(caller), input.clientId()).client();
            Set<String> held = scopes.of(handle, client.clientId(), client.scope());
            List<WantedLink> links = vouched.of(handle, caller, held, input.serviceId(), input.allEndpoints());
            Applicant applicant = client.applicant(caller);
            Terms terms = new Terms(input.until(), input.reason(), true);
            AccessAsking.Answer answer =
                    asking.ask(handle, applicant, input.serviceId(), links, input.allScopes(), terms);
            ends.settle(handle, caller, List.of(client.clientId()));
            ChangeFeed.announce(handle, Clients.TOPIC, client.clientId());
            return answer;
        });
    }

    /** The requests of clients and to services of whom the caller acts for, as far as the token reaches; all for administrators. */
    Listing list(Caller caller, Page page, Sought sought) {
        boolean all = caller.isAdministrator();
        AccessRequestFilter filter = new AccessRequestFilter(
                sought.state(),
                sought.serviceId(),
                sought.clientId(),
                sought.before(),
                all || !reaches(caller, SEE_CLIENTS) ? null : caller.owners(),
                all || !reaches(caller, SEE_SERVICES) ? null : caller.owners());
        return jdbi.withHandle(handle -> new Listing(
                store.list(handle, filter, page.size(), page.offset()),
                page.isCounted() ? store.count(handle, filter) : 0));
    }

    /** @throws ApiException ERR12201, or ERR11620 where the caller owns neither side */
    AccessRequest get(Caller caller, long id) {
        AccessRequest request =
                jdbi.withHandle(handle -> store.find(handle, id)).orElseThrow(() -> notFound(id));
        boolean own = caller.actsFor(request.between().clientOwnerId()) && reaches(caller, SEE_CLIENTS);
        boolean toOwn = caller.actsFor(request.between().serviceOwnerId()) && reaches(caller, SEE_SERVICES);
        if (!own && !toOwn && !caller.isAdministrator()) {
            throw denied(caller, "see access request " + id + ", which is of other people's client and service");
        }
        return request;
    }

    private static boolean reaches(Caller caller, Set<String> scopes) {
        return scopes.stream().anyMatch(caller.scopes()::contains);
    }

    /**
     * Gives the client what it asked for, or a part of it; the rest is denied.
     *
     * @throws ApiException ERR11004, ERR11620, ERR12201 or ERR12202
     */
    AccessRequest approve(Caller caller, long id, DecisionInput input) {
        checkEnd(input.until());
        return deciding(caller, id, AccessState.APPROVED, (handle, request) -> {
            checkDecides(caller, request);
            Instant until = input.until() == null ? request.until() : input.until();
            checkEnd(until);
            ApprovalDecision decision =
                    new ApprovalDecision(caller.userId(), input.reason(), until, granted(request, input));
            asking.give(handle, request, decision);
            return decision;
        });
    }

    private static Wanted granted(AccessRequest request, DecisionInput input) {
        Wanted named = new Wanted(input.endpoints(), input.scopes());
        Wanted granted = input.endpoints() == null && input.scopes() == null ? request.wanted() : named;
        if (granted.isEmpty()) {
            throw ApiException.invalid("/endpoints", "and scopes are empty; deny the request to give nothing");
        }
        if (!request.wanted().covers(granted)) {
            throw ApiException.invalid("/endpoints", "or scopes name what was not asked for");
        }
        return granted;
    }

    /** @throws ApiException ERR11620, ERR12201 or ERR12202 */
    AccessRequest deny(Caller caller, long id, DecisionInput input) {
        return deciding(caller, id, AccessState.DENIED, (_, request) -> {
            checkDecides(caller, request);
            return new ApprovalDecision(caller.userId(), input.reason(), request.until(), Wanted.NOTHING);
        });
    }

    /**
     * Takes a request back, for which whoever manages the client is there.
     *
     * @throws ApiException ERR11620, ERR12201 or ERR12202
     */
    AccessRequest withdraw(Caller caller, long id, DecisionInput input) {
        return deciding(caller, id, AccessState.WITHDRAWN, (handle, request) -> {
            managed.lock(handle, Manager.by(caller), request.between().clientId());
            return new ApprovalDecision(caller.userId(), input.reason(), request.until(), Wanted.NOTHING);
        });
    }

    /** What somebody does about a request that is open. */
    @FunctionalInterface
    private interface Deciding {
        ApprovalDecision of(Handle handle, AccessRequest request);
    }

    private AccessRequest deciding(Caller caller, long id, AccessState state, Deciding deciding) {
        return jdbi.inTransaction(handle -> {
            AccessRequest request = store.lock(handle, id).orElseThrow(() -> notFound(id));
            // Asked before the state is told: who has no part in it learns nothing of it.
            ApprovalDecision decision =
                    request.state() == AccessState.REQUESTED ? deciding.of(handle, request) : refused(caller, request);
            store.decide(handle, request, state, decision);
            AccessRequest decided = store.find(handle, id).orElseThrow();
            AccessJournal.record(handle, caller, AccessJournal.Event.of(state), decided);
            if (state == AccessState.APPROVED) {
                // What was approved before, for a shorter time, gave way to it.
                ends.settle(handle, caller, List.of(request.between().clientId()));
                ChangeFeed.announce(handle, Clients.TOPIC, request.between().clientId());
            }
            return decided;
        });
    }

    private static ApprovalDecision refused(Caller caller, AccessRequest request) {
        boolean party = caller.isAdministrator()
                || caller.actsFor(request.between().serviceOwnerId())
                || caller.actsFor(request.between().clientOwnerId());
        throw party
                ? ErrorCode.ACCESS_REQUEST_DECIDED.with(
                        request.accessRequestId(), request.state().text())
                : denied(caller, "decide about access request " + request.accessRequestId());
    }

    /** Only who acts for the service's owner decides, whoever asks; where they are away, administrators do. */
    private static void checkDecides(Caller caller, AccessRequest request) {
        if (!caller.isAdministrator() && !caller.actsFor(request.between().serviceOwnerId())) {
            throw denied(
                    caller,
                    "decide about access request " + request.accessRequestId() + " to service "
                            + request.between().serviceId() + ", which "
                            + request.between().serviceOwnerId() + " owns");
        }
    }

    private void checkEnd(@Nullable Instant until) {
        if (until != null && !until.isAfter(clock.instant())) {
            throw ApiException.invalid("/until", "must be in the future");
        }
    }

    private static ApiException notFound(long id) {
        return ErrorCode.ACCESS_REQUEST_NOT_FOUND.with(id);
    }

    private static ApiException denied(Caller caller, String action) {
        return ErrorCode.PERMISSION_DENIED.with(
                "User " + caller.userId() + " may not " + action + "; that needs the scope oauth.admin");
    }
}
