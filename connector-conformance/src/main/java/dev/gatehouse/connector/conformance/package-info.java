/** Tests that every connector passes whose author extends them. */
package dev.gatehouse.connector.conformance;
