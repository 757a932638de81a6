/** OpenAPI 2.0, 3.0 and 3.1: an endpoint for each method of a path, with the scopes of its security requirement. */
package dev.gatehouse.contract.openapi;
