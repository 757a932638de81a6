/**
 * Which services exist, what each endpoint requires and who owns them: the nine operations of the registry and
 * on-boarding from a service's own contract.
 */
@NullMarked
package dev.gatehouse.registry;

import org.jspecify.annotations.NullMarked;
