/** Traces of requests (OpenTelemetry), sent where the operator says and nowhere else. */
@NullMarked
package dev.gatehouse.connector.tracing;

import org.jspecify.annotations.NullMarked;
