package dev.gatehouse.vault.refresh;

import dev.gatehouse.http.outgoing.OutgoingHttp;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The vendors this process has called, by host and port; as many as connectors name. Thread-safe. */
final class VendorBulkheads {
    private final int callsPerVendor;
    private final ConcurrentMap<String, VendorBulkhead> hosts = new ConcurrentHashMap<>();

    VendorBulkheads(int callsPerVendor) {
        this.callsPerVendor = callsPerVendor;
    }

    VendorBulkhead of(URI endpoint) {
        return hosts.computeIfAbsent(OutgoingHttp.hostOf(endpoint), _ -> new VendorBulkhead(callsPerVendor));
    }
}
