package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.decision.graphql.Access;
import dev.gatehouse.decision.graphql.RootRole;
import java.util.Optional;

/**
 * A field that a request can begin with. Immutable.
 *
 * @param access what the field, its root type and the type it returns ask for together; empty where none states anything
 * @param deprecated whether it has {@code @deprecated}
 */
public record RootField(RootRole role, String name, Optional<Access> access, boolean deprecated) {

    /** Identifies the field within its service. */
    public String endpoint() {
        return role.endpoint(name);
    }
}
