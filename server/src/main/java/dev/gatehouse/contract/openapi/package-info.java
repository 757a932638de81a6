/** OpenAPI 2.0, 3.0 and 3.1: an endpoint for each method of a path, with the scopes of its security requirement. */
@NullMarked
package dev.gatehouse.contract.openapi;

import org.jspecify.annotations.NullMarked;
