/** GraphQL (specification of October 2021) as a contract kind: an endpoint for each field of a root type. */
@NullMarked
package dev.gatehouse.contract.graphql;

import org.jspecify.annotations.NullMarked;
