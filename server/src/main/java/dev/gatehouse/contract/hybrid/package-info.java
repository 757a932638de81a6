/** Hybrid RPC specifications: an endpoint for each action of a service, with the action's scope. */
@NullMarked
package dev.gatehouse.contract.hybrid;

import org.jspecify.annotations.NullMarked;
