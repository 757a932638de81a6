/** The port service, an older form of connecting accounts that portals use. */
@NullMarked
package dev.gatehouse.client.portservice;

import org.jspecify.annotations.NullMarked;
