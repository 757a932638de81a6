package dev.gatehouse.authority.approval;

import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Keeps what happens to access: everything of it comes by here, in the transaction that does it, so whoever is to be told of it is
 * told from here. Stateless.
 */
public final class AccessJournal {
    private AccessJournal() {}

    /** What happened. */
    public enum Event {
        REQUEST("access.request"),
        APPROVE("access.approve"),
        DENY("access.deny"),
        WITHDRAW("access.withdraw"),
        END("access.end");

        private final String action;

        Event(String action) {
            this.action = action;
        }

        /** What brings a request into this state. */
        public static Event of(AccessState state) {
            return switch (state) {
                case REQUESTED -> REQUEST;
                case APPROVED -> APPROVE;
                case DENIED -> DENY;
                case WITHDRAWN -> WITHDRAW;
                case ENDED -> END;
            };
        }
    }

    /** Access of a client to a service ended, whether it was a request that gave it or not. */
    public static void recordEnd(Handle transaction, Caller caller, String clientId, String serviceId, Wanted ended) {
        AuditStore.record(
                transaction,
                caller,
                Event.END.action,
                "client/" + clientId,
                Map.of("serviceId", serviceId, "endpoints", ended.endpoints(), "scopes", ended.scopes()));
    }

    /** @param request as it is afterwards */
    public static void record(Handle transaction, Caller caller, Event event, AccessRequest request) {
        AuditStore.record(transaction, caller, event.action, "access-request/" + request.accessRequestId(), request);
    }
}
