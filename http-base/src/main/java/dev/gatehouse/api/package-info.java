/**
 * What logic may know of the world outside: who calls, which part of a list is asked for, what a writer expects, JSON and
 * the schemas of our contracts, and the error catalogue that every refusal comes from. Knows no HTTP server and no feature.
 */
@NullMarked
package dev.gatehouse.api;

import org.jspecify.annotations.NullMarked;
