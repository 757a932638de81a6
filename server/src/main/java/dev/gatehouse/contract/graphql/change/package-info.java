/** What callers notice of another version of a GraphQL schema: at every depth, with the root fields from which they get there. */
@NullMarked
package dev.gatehouse.contract.graphql.change;

import org.jspecify.annotations.NullMarked;
