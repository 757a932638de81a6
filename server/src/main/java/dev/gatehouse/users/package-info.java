/** People: who they are, how they prove it, what they own. */
@NullMarked
package dev.gatehouse.users;

import org.jspecify.annotations.NullMarked;
