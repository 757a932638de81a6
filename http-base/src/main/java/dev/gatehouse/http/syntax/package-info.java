/** What fields, forms and paths of HTTP messages say, read from their text and nothing else (RFC 9110, RFC 6750). */
@NullMarked
package dev.gatehouse.http.syntax;

import org.jspecify.annotations.NullMarked;
