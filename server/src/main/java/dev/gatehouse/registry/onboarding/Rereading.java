package dev.gatehouse.registry.onboarding;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.OtherSchemes;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Reads orders and stored contracts outside of transactions, as that takes its time. Thread-safe. */
final class Rereading {
    private final Jdbi jdbi;
    private final ContractReading reading;
    private final ContractStore contracts = new ContractStore();

    Rereading(Jdbi jdbi, ContractReading reading) {
        this.jdbi = jdbi;
        this.reading = reading;
    }

    /**
     * An order before its transaction begins.
     *
     * @param contract what its document is read as
     * @param reread what the contract in force is read as, as the order has it
     * @param messages what callers notice between that and the document
     */
    record Prepared(ImportOrder order, Contract contract, Reread reread, MessageChanges messages) {}

    Prepared prepare(ImportOrder order) {
        Contract contract =
                reading.read(order.serviceId(), order.document(), order.declaredType(), order.otherSchemes());
        Optional<StoredContract> latest = jdbi.withHandle(handle -> contracts.latest(handle, order.serviceId()));
        return new Prepared(
                order,
                contract,
                latest.map(stored -> reread(order, contract, stored)).orElse(Reread.NONE),
                latest.map(stored -> MessageChanges.between(stored, order.document(), reading))
                        .orElse(MessageChanges.NONE));
    }

    private Reread reread(ImportOrder order, Contract contract, StoredContract stored) {
        if (stored.read().equals(StoredContract.HowRead.today(order.otherSchemes()))) {
            return Reread.NONE;
        }
        return Arrays.equals(stored.document(), order.document())
                ? new Reread(stored.version(), Optional.of(contract.endpoints()))
                : of(order.serviceId(), stored, order.otherSchemes());
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
