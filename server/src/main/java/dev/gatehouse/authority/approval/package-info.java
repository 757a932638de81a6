/** Who may give clients access to whose services: at once, once the owner approved, or not at all; and until when. */
@NullMarked
package dev.gatehouse.authority.approval;

import org.jspecify.annotations.NullMarked;
