package dev.gatehouse.vault.refresh;

import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.InstanceLease;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.vendor.VendorCalls;
import io.micrometer.core.instrument.MeterRegistry;
import org.jdbi.v3.core.Jdbi;

/** What refreshing is built from. */
public record RefreshDependencies(
        Jdbi jdbi,
        ChangeFeed changes,
        InstanceLease lease,
        ConnectorStore connectors,
        ConnectionStore connections,
        VendorCalls calls,
        MeterRegistry meters) {}
