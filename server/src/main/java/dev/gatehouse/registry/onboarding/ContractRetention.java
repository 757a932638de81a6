package dev.gatehouse.registry.onboarding;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes the oldest versions of contracts that have too many. The newest, which is in force, always stays. Services are gone
 * through in the order of their ids, some thousands each time, so that many of them cost no more than that. Thread-safe.
 */
public final class ContractRetention {
    private static final int SERVICES = 1000;
    private static final int STEPS = 10;

    /** Documents are long, and removing them takes its time. */
    private static final int BATCH = 50;

    private final Jdbi jdbi;
    private final int kept;
    private final ContractStore store = new ContractStore();
    private String place = "";

    /** @param kept how many of each service, at least one */
    public ContractRetention(Jdbi jdbi, int kept) {
        if (kept < 1) {
            throw new IllegalArgumentException("the version in force stays");
        }
        this.jdbi = jdbi;
        this.kept = kept;
    }

    /** Goes on where it ended the last time, and begins anew after the last service. */
    public synchronized void remove() {
        for (int step = 0; step < STEPS; step++) {
            String from = place;
            Optional<String> end = jdbi.withHandle(handle -> store.serviceAfter(handle, from, SERVICES));
            ContractStore.Stretch services = new ContractStore.Stretch(from, end.orElse(null));
            while (removeBatch(services) == BATCH) {
                // There may be more.
            }
            place = end.orElse("");
            if (end.isEmpty()) {
                return;
            }
        }
    }

    private int removeBatch(ContractStore.Stretch services) {
        return jdbi.withHandle(handle -> store.removeOld(handle, services, kept, BATCH));
    }
}
