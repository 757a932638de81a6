package dev.gatehouse.decision.graphql;

import org.jspecify.annotations.Nullable;

/**
 * A field of a type. Immutable.
 *
 * @param type the name of the type it returns, without lists
 * @param access what its own directives ask for; null where they ask for nothing
 */
public record GraphField(String type, @Nullable Access access) {}
