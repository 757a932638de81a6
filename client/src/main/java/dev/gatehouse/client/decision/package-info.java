/** Decisions about requests, as gateways ask for them. */
@NullMarked
package dev.gatehouse.client.decision;

import org.jspecify.annotations.NullMarked;
