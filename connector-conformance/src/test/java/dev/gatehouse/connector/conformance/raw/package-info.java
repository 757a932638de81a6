/**
 * A connector that is written without the connector kit, as one in another language would be, and that is correct until a
 * {@link dev.gatehouse.connector.conformance.raw.Fault} is put into it.
 */
package dev.gatehouse.connector.conformance.raw;
