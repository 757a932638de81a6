/** Teams, which own what people own, and handing over what somebody owns. */
@NullMarked
package dev.gatehouse.users.team;

import org.jspecify.annotations.NullMarked;
