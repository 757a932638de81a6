package dev.gatehouse.vault.refresh;

import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Presence;
import dev.gatehouse.vault.ConnectionStore;
import dev.gatehouse.vault.ConnectorStore;
import dev.gatehouse.vault.vendor.VendorCalls;
import io.micrometer.core.instrument.MeterRegistry;
import org.jdbi.v3.core.Jdbi;

/** What refreshing is built from. */
public record RefreshParts(
        Jdbi jdbi,
        ChangeFeed changes,
        Presence presence,
        ConnectorStore connectors,
        ConnectionStore connections,
        VendorCalls calls,
        MeterRegistry meters) {}
