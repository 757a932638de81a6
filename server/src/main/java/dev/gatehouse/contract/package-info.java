/**
 * Contracts of services: documents → endpoints and the scopes they need, and the difference between two versions. What
 * documents there are, each {@link dev.gatehouse.contract.ContractKind} says from a package of its own. Nothing is fetched
 * and nothing is stored here.
 */
@NullMarked
package dev.gatehouse.contract;

import org.jspecify.annotations.NullMarked;
