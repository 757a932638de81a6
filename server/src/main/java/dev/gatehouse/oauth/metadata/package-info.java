/** What the server says of itself and of resources (RFC 8414, OpenID Connect Discovery, RFC 9728). */
@NullMarked
package dev.gatehouse.oauth.metadata;

import org.jspecify.annotations.NullMarked;
