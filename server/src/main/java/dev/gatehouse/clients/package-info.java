/** OAuth clients: their secrets, their links to endpoints and the scope that follows from them. */
@NullMarked
package dev.gatehouse.clients;

import org.jspecify.annotations.NullMarked;
