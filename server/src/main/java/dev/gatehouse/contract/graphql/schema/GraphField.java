package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Budget;
import org.jspecify.annotations.Nullable;

/**
 * A field of a type. Immutable.
 *
 * @param type the name of the type it returns, without lists
 * @param access what its own directives ask for; null where they ask for nothing
 */
public record GraphField(String type, @Nullable Access access) {
    /** The field where it stands twice, as extensions of federated schemas have it. */
    GraphField and(GraphField other, Budget work) {
        Access both = access == null || other.access == null
                ? (access == null ? other.access : access)
                : access.and(other.access, work, 1, 1);
        return new GraphField(type, both);
    }
}
