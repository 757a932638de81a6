package dev.gatehouse.authority.approval;

import dev.gatehouse.api.Caller;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Tidies up after what clients may have got less: what hung on it, and the requests that came to it. Stateless. */
public final class AccessEnds {
    private final AccessEndStore ends = new AccessEndStore();
    private final AccessRequestStore requests = new AccessRequestStore();

    /** Ends what none of the clients' links needs any more, and the requests of which nothing is left. */
    public void settle(Handle handle, Caller caller, List<String> clientIds) {
        ends.forgetUnneeded(handle, clientIds);
        requests.end(handle, clientIds)
                .forEach(request -> AccessJournal.record(handle, caller, AccessJournal.Event.END, request));
    }
}
