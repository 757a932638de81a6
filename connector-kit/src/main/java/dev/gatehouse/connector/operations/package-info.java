/** What operators and readers ask a connector: whether it is well, what it measures, what its API is. */
package dev.gatehouse.connector.operations;
