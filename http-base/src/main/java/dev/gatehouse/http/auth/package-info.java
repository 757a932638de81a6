/** Tells from a request's Authorization field who calls, and challenges who may not (RFC 9110 section 11, RFC 6750). */
package dev.gatehouse.http.auth;
