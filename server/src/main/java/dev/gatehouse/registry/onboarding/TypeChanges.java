package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.registry.Service;
import java.util.Optional;

/** Notices contracts of another type than their service has. Stateless. */
final class TypeChanges {
    private TypeChanges() {}

    /** The contract, with a note where it changes the service's type: its endpoints are then named in another way. */
    static Contract noted(Contract contract, Optional<Service> existing) {
        return existing.map(Service::serviceType)
                .filter(type -> !type.equals(contract.type()))
                .map(type -> contract.noting("The service was of type %s until now; this contract is of type %s."
                        .formatted(type.text(), contract.type().text())))
                .orElse(contract);
    }
}
