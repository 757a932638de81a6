/** Traces of requests (OpenTelemetry), sent where the operator says and nowhere else. */
package dev.gatehouse.connector.tracing;
