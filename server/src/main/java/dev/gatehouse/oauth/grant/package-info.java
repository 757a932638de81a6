/** The token endpoint and its grants, a class each; introspection (RFC 7662) and revocation (RFC 7009). */
@NullMarked
package dev.gatehouse.oauth.grant;

import org.jspecify.annotations.NullMarked;
