/** Which endpoints a client is linked to, and who is told when one of them changes. */
@NullMarked
package dev.gatehouse.clients.link;

import org.jspecify.annotations.NullMarked;
