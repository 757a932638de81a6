package dev.gatehouse.app;

import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.registry.onboarding.StoredReadings;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a thread of its own tell which contracts would be read otherwise today, as that takes a while for thousands of them. */
public final class ContractReadings {
    private static final Logger LOG = LoggerFactory.getLogger(ContractReadings.class);

    private ContractReadings() {}

    /** @return ends it, finished or not */
    public static AutoCloseable tell(Jdbi jdbi, ContractKinds kinds) {
        StoredReadings readings = new StoredReadings(jdbi, kinds);
        Thread thread = Thread.ofPlatform().daemon().name("contract-readings").start(() -> run(readings));
        return () -> {
            thread.interrupt();
            thread.join(5000);
        };
    }

    private static void run(StoredReadings readings) {
        try {
            readings.tell();
        } catch (RuntimeException e) {
            LOG.debug("which contracts would be read otherwise is told at the next start: {}", e.toString());
        }
    }
}
