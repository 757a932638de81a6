package dev.gatehouse.contract.graphql.change;

import java.util.Map;
import java.util.Set;

/**
 * A directive that may stand in requests. Immutable.
 *
 * @param locations where in requests, such as {@code FIELD}
 */
record DescribedDirective(Set<String> locations, Map<String, DescribedInput> arguments, int line) {}
