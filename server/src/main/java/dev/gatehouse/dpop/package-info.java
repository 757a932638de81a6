/** Whether whoever presents a token has the key that it is bound to (DPoP, RFC 9449). */
@NullMarked
package dev.gatehouse.dpop;

import org.jspecify.annotations.NullMarked;
