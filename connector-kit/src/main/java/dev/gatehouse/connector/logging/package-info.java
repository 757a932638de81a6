/** What a connector logs where nobody says. */
@NullMarked
package dev.gatehouse.connector.logging;

import org.jspecify.annotations.NullMarked;
