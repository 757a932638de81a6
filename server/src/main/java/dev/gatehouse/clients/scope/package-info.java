/** Which scopes a client may ask for: those declared for it and those its links to endpoints bring. */
@NullMarked
package dev.gatehouse.clients.scope;

import org.jspecify.annotations.NullMarked;
