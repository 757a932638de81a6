/** What callers notice of a changed schema: JSON Schema as OpenAPI 2.0 to 3.2 and hybrid specifications use it. */
@NullMarked
package dev.gatehouse.contract.schema;

import org.jspecify.annotations.NullMarked;
