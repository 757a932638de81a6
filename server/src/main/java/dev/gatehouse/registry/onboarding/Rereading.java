package dev.gatehouse.registry.onboarding;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.OtherSchemes;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Reads stored contracts again where they would be read otherwise today. Outside of transactions: it takes its time. Thread-safe. */
final class Rereading {
    private final Jdbi jdbi;
    private final ContractReading reading;
    private final ContractStore contracts = new ContractStore();

    Rereading(Jdbi jdbi, ContractReading reading) {
        this.jdbi = jdbi;
        this.reading = reading;
    }

    /** The contract in force, read as an order has it. @param contract what the order's own document is read as */
    Reread of(ImportOrder order, Contract contract) {
        StoredContract.HowRead today = StoredContract.HowRead.today(order.otherSchemes());
        Optional<StoredContract> stored = jdbi.withHandle(handle -> contracts.latest(handle, order.serviceId()))
                .filter(latest -> !latest.read().equals(today));
        return stored.map(latest -> Arrays.equals(latest.document(), order.document())
                        ? new Reread(latest.version(), Optional.of(contract.endpoints()))
                        : of(order.serviceId(), latest, order.otherSchemes()))
                .orElse(Reread.NONE);
    }

    Reread of(String serviceId, StoredContract stored, OtherSchemes otherSchemes) {
        try {
            Contract read = reading.read(serviceId, stored.document(), Optional.of(stored.type()), otherSchemes);
            return new Reread(stored.version(), Optional.of(read.endpoints()));
        } catch (ApiException e) {
            if (e.code() == ErrorCode.CONTRACT_UNREADABLE) {
                return new Reread(stored.version(), Optional.empty());
            }
            throw e;
        }
    }
}
