package dev.gatehouse.contract.graphql.change;

import org.jspecify.annotations.Nullable;

/**
 * An argument, or a member of an input type. Immutable.
 *
 * @param type as it is written, such as {@code [ID!]!}
 * @param value what stands for it where it is left out, as it is written; null where nothing does
 */
record DescribedInput(String type, @Nullable String value, int line) {
    boolean isRequired() {
        return type.endsWith("!") && value == null;
    }
}
