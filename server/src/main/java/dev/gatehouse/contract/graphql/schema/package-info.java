/**
 * What a GraphQL schema document says about its root fields and the scopes they need. Parsing is graphql-java's; nothing
 * is executed and nothing is fetched.
 */
@NullMarked
package dev.gatehouse.contract.graphql.schema;

import org.jspecify.annotations.NullMarked;
