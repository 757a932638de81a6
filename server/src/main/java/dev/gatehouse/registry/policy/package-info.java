/**
 * Writes what a service registered as configuration of others: gateways, Spring Security, OpenAPI. Nothing that stands in
 * a row is trusted on the way: each format has one place that writes text into it.
 */
@NullMarked
package dev.gatehouse.registry.policy;

import org.jspecify.annotations.NullMarked;
