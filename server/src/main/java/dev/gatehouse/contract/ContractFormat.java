package dev.gatehouse.contract;

import java.util.Objects;

/**
 * All that is needed to take contracts of a type. There is no format without a check of differences, so that no change
 * of any type goes through unseen. Immutable.
 */
record ContractFormat(FormatReader reader, DifferenceCheck differences) {
    ContractFormat {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(differences, "differences");
    }

    /** A format whose endpoints and scopes say all that its clients rely on. */
    static ContractFormat comparingEndpoints(FormatReader reader) {
        return new ContractFormat(reader, ContractDiff::between);
    }
}
