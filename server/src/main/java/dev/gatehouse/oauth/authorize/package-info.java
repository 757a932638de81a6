/** The authorization endpoint (RFC 6749 section 3.1) with pushed requests (RFC 9126) and device authorizations (RFC 8628). */
@NullMarked
package dev.gatehouse.oauth.authorize;

import org.jspecify.annotations.NullMarked;
