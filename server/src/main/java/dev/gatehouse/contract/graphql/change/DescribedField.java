package dev.gatehouse.contract.graphql.change;

import java.util.Map;

/**
 * A field of an object or an interface. Immutable.
 *
 * @param type as it is written, such as {@code [Order!]!}
 * @param arguments by name
 */
record DescribedField(String type, Map<String, DescribedInput> arguments, int line) {}
