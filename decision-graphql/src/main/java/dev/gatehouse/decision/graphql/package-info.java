/**
 * Which fields a GraphQL request over HTTP asks for, and what its service's schema asks for there. Parsing is graphql-java's;
 * nothing is executed and nothing is fetched.
 */
@NullMarked
package dev.gatehouse.decision.graphql;

import org.jspecify.annotations.NullMarked;
