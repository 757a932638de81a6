/** GraphQL (specification of October 2021) as a contract kind: an endpoint for each field of a root type. */
package dev.gatehouse.contract.graphql;
