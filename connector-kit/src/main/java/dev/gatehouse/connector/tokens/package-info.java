/** The token storage as a connector sees it: registers the service there, and gets what opens it to a person. */
@NullMarked
package dev.gatehouse.connector.tokens;

import org.jspecify.annotations.NullMarked;
