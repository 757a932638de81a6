/** The server itself: how it is, who changed what, its keys, and what it says of itself. */
@NullMarked
package dev.gatehouse.client.server;

import org.jspecify.annotations.NullMarked;
