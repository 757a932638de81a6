package dev.gatehouse.vault.refresh;

import dev.gatehouse.http.outgoing.OutgoingHttp;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The vendors this process has called, by host and port; as many as connectors name. Thread-safe. */
final class VendorHosts {
    private final int callsPerVendor;
    private final ConcurrentMap<String, VendorHost> hosts = new ConcurrentHashMap<>();

    VendorHosts(int callsPerVendor) {
        this.callsPerVendor = callsPerVendor;
    }

    VendorHost of(URI endpoint) {
        return hosts.computeIfAbsent(OutgoingHttp.hostOf(endpoint), _ -> new VendorHost(callsPerVendor));
    }
}
