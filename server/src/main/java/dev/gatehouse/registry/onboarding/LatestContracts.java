package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.ContractType;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The contract that each service registered last, for who decides by it. Thread-safe. */
public final class LatestContracts {
    private final Jdbi jdbi;
    private final ContractStore contracts = new ContractStore();

    public LatestContracts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Tells one stored document of a service from every other, also where the service was removed in between. */
    public record Stamp(int version, ContractType type, Instant created) {}

    /** Empty where the service was registered without a contract. */
    public Optional<Stamp> stamp(String serviceId) {
        return jdbi.withHandle(handle -> contracts.versions(handle, serviceId, null, 1, 0).stream()
                .map(version -> new Stamp(version.version(), version.contractType(), version.createDt()))
                .findFirst());
    }

    /** The document as it was sent; empty where that version is gone. */
    public Optional<byte[]> document(String serviceId, int version) {
        return jdbi.withHandle(
                handle -> contracts.find(handle, serviceId, version).map(StoredContract::document));
    }
}
