/**
 * The authorization server: grants, tokens, keys, metadata. Protocol messages are read and written by the Nimbus OAuth
 * SDK; ours are storage and decisions. Knows nothing of third-party providers.
 */
@NullMarked
package dev.gatehouse.oauth;

import org.jspecify.annotations.NullMarked;
