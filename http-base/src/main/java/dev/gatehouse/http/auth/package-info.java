/** Tells from a request's Authorization field who calls, and challenges who may not (RFC 9110 section 11, RFC 6750). */
@NullMarked
package dev.gatehouse.http.auth;

import org.jspecify.annotations.NullMarked;
