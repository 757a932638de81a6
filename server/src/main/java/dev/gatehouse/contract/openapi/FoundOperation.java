package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;

/**
 * An operation where it stands. Immutable.
 *
 * @param method in lower case
 * @param member of the path, or of its additional operations
 * @param operation with what its {@code $ref} leads to
 */
record FoundOperation(String endpoint, String method, PathItem item, Member member, Node.Mapping operation) {}
