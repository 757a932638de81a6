/** Which fields a GraphQL request over HTTP asks for. Parsing is graphql-java's; nothing is executed. */
@NullMarked
package dev.gatehouse.contract.graphql.request;

import org.jspecify.annotations.NullMarked;
