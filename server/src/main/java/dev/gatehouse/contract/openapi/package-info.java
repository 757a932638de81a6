/** OpenAPI 2.0, 3.0, 3.1 and 3.2: an endpoint for each method of a path, with the scopes of its security requirement. */
@NullMarked
package dev.gatehouse.contract.openapi;

import org.jspecify.annotations.NullMarked;
