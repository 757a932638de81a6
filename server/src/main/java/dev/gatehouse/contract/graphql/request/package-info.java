/** Which root fields a GraphQL request over HTTP asks for. Parsing is graphql-java's; nothing is executed. */
package dev.gatehouse.contract.graphql.request;
