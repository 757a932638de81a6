/**
 * Decides whether a request may pass: which registered endpoint a request is for, and whether a token's scopes cover it.
 *
 * <p>One rule stands above all: a decision is never looser than the service behind the gateway. Servers read unusual
 * request targets in different ways, so every way to read one has to lead to an endpoint that the caller may use.
 *
 * <p>Knows nothing but the JDK. {@link dev.gatehouse.decision.EndpointIndex} is where to begin.
 */
@NullMarked
package dev.gatehouse.decision;

import org.jspecify.annotations.NullMarked;
