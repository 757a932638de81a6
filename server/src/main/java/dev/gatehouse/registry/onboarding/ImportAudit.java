package dev.gatehouse.registry.onboarding;

import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.registry.change.AffectedClient;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What the audit says of an import. Stateless. */
final class ImportAudit {
    private ImportAudit() {}

    /** The change itself, and a row for each client that it breaks, where its owner will look for the reason. */
    static void record(Handle handle, Caller caller, ImportReport report) {
        String action = report.subject().restored() == null ? "contract.import" : "contract.restore";
        AuditStore.record(handle, caller, action, "service/" + report.subject().serviceId(), report);
        for (AffectedClient client : report.consequences().affected()) {
            if (client.broken() && client.client().ownerId() != null) {
                AuditStore.record(
                        handle,
                        caller,
                        "client.break",
                        "client/" + client.clientId(),
                        Map.of("serviceId", report.subject().serviceId(), "loss", client));
            }
        }
        AuditStore.recordAll(
                handle,
                caller,
                "client.restore",
                report.consequences().links().restoredLinks().stream()
                        .map(link -> "client/" + link.clientId())
                        .distinct()
                        .toList(),
                Map.of("serviceId", report.subject().serviceId()));
    }
}
