/** Clients that get another owner together. */
@NullMarked
package dev.gatehouse.clients.handover;

import org.jspecify.annotations.NullMarked;
