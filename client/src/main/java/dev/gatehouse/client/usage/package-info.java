/** Who calls which endpoints, and who could but does not. */
@NullMarked
package dev.gatehouse.client.usage;

import org.jspecify.annotations.NullMarked;
