/**
 * Serves an OpenAPI 3.1 document: {@link dev.gatehouse.connector.binding.OpenApiBinding} gives each of its operations a
 * handler, and the document says which requests come through to it.
 */
@NullMarked
package dev.gatehouse.connector.binding;

import org.jspecify.annotations.NullMarked;
