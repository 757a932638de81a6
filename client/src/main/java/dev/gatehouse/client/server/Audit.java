package dev.gatehouse.client.server;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.stream.Stream;

/** Who changed what. Thread-safe. */
public final class Audit {
    private static final ApiOperation LIST = admin("GET", "/oauth2/audit");

    private final Transport transport;

    public Audit(Transport transport) {
        this.transport = transport;
    }

    /** Entries that fit the filter, the newest first. */
    public Stream<AuditRecord> list(AuditFilter filter) {
        return transport
                .call(LIST)
                .query("page", 1)
                .query("userId", filter.userId())
                .query("clientId", filter.clientId())
                .query("action", filter.action())
                .query("subject", filter.subject())
                .query("since", filter.since())
                .query("until", filter.until())
                .pages(AuditRecord.class);
    }
}
