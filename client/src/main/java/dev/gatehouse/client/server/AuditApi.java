package dev.gatehouse.client.server;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiCall;
import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.stream.Stream;

/** Who changed what. Thread-safe. */
public final class AuditApi {
    private static final ApiOperation LIST = admin("GET", "/oauth2/audit");
    private static final ApiOperation EXPORT = admin("GET", "/oauth2/audit/export");

    private final Transport transport;

    public AuditApi(Transport transport) {
        this.transport = transport;
    }

    /** Entries that fit the filter, the newest first. */
    public Stream<AuditRecord> list(AuditQuery filter) {
        return filtered(transport.call(LIST), filter).query("page", 1).pages(AuditRecord.class);
    }

    /**
     * The same entries, the oldest first, in one answer: for archives, and however many they are. They are read as they come. To be
     * closed.
     *
     * @param afterId the id of the last entry that is known, as after an export that broke off; 0 for all
     * @throws dev.gatehouse.client.call.GatehouseException also while the stream is read, where the answer breaks off: no export
     *     that ends without it lacks anything
     */
    public Stream<AuditRecord> export(AuditQuery filter, long afterId) {
        return filtered(transport.call(EXPORT), filter)
                .query("afterId", afterId)
                .lines(AuditRecord.class);
    }

    private static ApiCall filtered(ApiCall call, AuditQuery filter) {
        return call.query("userId", filter.userId())
                .query("clientId", filter.clientId())
                .query("action", filter.action())
                .query("subject", filter.subject())
                .query("since", filter.since())
                .query("until", filter.until());
    }
}
