/** Which scopes a client may ask for: those declared for it and those its links to endpoints bring. */
package dev.gatehouse.clients.scope;
