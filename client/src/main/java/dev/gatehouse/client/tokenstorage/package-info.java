/** The token storage in its older form: third-party services, the people connected to them, and their tokens. */
@NullMarked
package dev.gatehouse.client.tokenstorage;

import org.jspecify.annotations.NullMarked;
