/** People. */
@NullMarked
package dev.gatehouse.client.user;

import org.jspecify.annotations.NullMarked;
