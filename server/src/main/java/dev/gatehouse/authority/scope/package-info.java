/** Who owns a scope of a service, and says what it means and who may have it. */
@NullMarked
package dev.gatehouse.authority.scope;

import org.jspecify.annotations.NullMarked;
