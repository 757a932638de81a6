/** How clients prove who they are (RFC 6749 section 2.3, RFC 7523), and what is known of them as relying parties. */
@NullMarked
package dev.gatehouse.oauth.clientauth;

import org.jspecify.annotations.NullMarked;
