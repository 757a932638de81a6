package dev.gatehouse.authority.approval;

import dev.gatehouse.api.Caller;
import dev.gatehouse.authority.AccessPolicy;

/**
 * A client for which somebody asks for access.
 *
 * @param caller who asks: the client's owner, an administrator, or the client itself in its owner's name
 * @param ownerId the client's
 */
public record Applicant(Caller caller, String clientId, String ownerId) {
    private static final String MANAGES_CLIENTS = "oauth.client.w";
    private static final String MANAGES_SERVICES = "oauth.service.w";

    /**
     * What happens when they ask for something of this owner. Who owns both sides needs nobody's approval, but a token that
     * does no more than register clients, or manage one, is not its owner's word.
     */
    Verdict ask(AccessPolicy policy, String ownerId) {
        if (policy == AccessPolicy.OPEN) {
            return Verdict.OPEN;
        }
        boolean speaksForOwner =
                caller.scopes().contains(MANAGES_CLIENTS) || caller.scopes().contains(MANAGES_SERVICES);
        if (caller.isUser(ownerId) && speaksForOwner) {
            return Verdict.OWN;
        }
        if (caller.isAdministrator()) {
            return Verdict.BY_ADMINISTRATOR;
        }
        return policy == AccessPolicy.CLOSED ? Verdict.REFUSED : Verdict.WAITS;
    }
}
