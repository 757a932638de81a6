/**
 * GraphQL (specification of October 2021): what a schema document says about its root fields and the scopes they need,
 * and which root fields a request asks for. Parsing is graphql-java's; nothing is executed and nothing is fetched.
 */
package dev.gatehouse.contract.graphql;
