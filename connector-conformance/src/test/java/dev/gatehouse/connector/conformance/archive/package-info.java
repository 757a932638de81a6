/** A connector that is made with the connector kit, and is correct until it is given a fault of an author's. */
package dev.gatehouse.connector.conformance.archive;
