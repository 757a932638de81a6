/** Who would notice a change of a service, and what it takes from them. */
@NullMarked
package dev.gatehouse.registry.change;

import org.jspecify.annotations.NullMarked;
