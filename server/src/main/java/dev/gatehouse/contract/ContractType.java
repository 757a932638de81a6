package dev.gatehouse.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The type of contract a service has; also the registry's {@code serviceType}. Which types there are is told by the
 * {@link ContractKinds} in use. Immutable.
 *
 * @param text the name in JSON, in query parameters and in the database
 */
public record ContractType(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ContractType {}
}
