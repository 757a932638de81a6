/** Clients ask for access to services, owners decide, see who has it, and end it. */
@NullMarked
package dev.gatehouse.clients.access;

import org.jspecify.annotations.NullMarked;
