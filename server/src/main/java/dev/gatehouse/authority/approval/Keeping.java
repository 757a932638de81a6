package dev.gatehouse.authority.approval;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Gives clients what they get, or lets them wait for it. Stateless. */
final class Keeping {
    private final AccessGrantStore grants = new AccessGrantStore();
    private final LinkGiving links = new LinkGiving();
    private final Waiting waiting = new Waiting();

    /**
     * What somebody asked a service for, with which the same happens.
     *
     * @param byLink whether the client gets the scopes by its links alone
     */
    record Part(String serviceId, Verdict verdict, List<WantedLink> links, List<String> scopes, boolean byLink) {
        Wanted wanted() {
            return new Wanted(WantedLink.names(links), scopes);
        }
    }

    /** The requests that were answered: those that wait, and those that are approved already. Filled by one thread. */
    record Asked(List<AccessRequest> waiting, List<AccessRequest> given) {
        Asked() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * Keeps it. The client's own list has the scopes that it gets.
     *
     * @param asked gets the requests
     * @throws dev.gatehouse.api.ApiException ERR12203 where the client waits for too much
     */
    void keep(Handle handle, Applicant applicant, Part part, Terms terms, Asked asked) {
        var asking = new AccessRequestStore.Asking(part.verdict(), part.byLink(), Waiting.vouched(part.links()), terms);
        if (part.verdict() == Verdict.WAITS) {
            asked.waiting().addAll(waiting.ask(handle, applicant, part.serviceId(), part.wanted(), asking));
            return;
        }
        Long id = null;
        if (part.verdict() == Verdict.BY_ADMINISTRATOR || terms.renewing()) {
            AccessRequest approved = waiting.insert(handle, applicant, part.serviceId(), part.wanted(), asking);
            asked.given().add(approved);
            id = approved.accessRequestId();
        }
        String by = part.verdict() == Verdict.OPEN ? null : applicant.caller().userId();
        give(handle, applicant.clientId(), part, new Approval(by, terms.until(), id));
    }

    /** Gives it. */
    void give(Handle handle, String clientId, Part part, Approval approval) {
        if (!part.links().isEmpty()) {
            links.give(handle, clientId, part.serviceId(), part.links(), approval);
        }
        if (!part.scopes().isEmpty()) {
            grants.putScopes(handle, clientId, part.scopes(), part.byLink(), approval);
        }
    }
}
