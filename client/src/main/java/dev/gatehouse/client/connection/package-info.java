/** People's connections to third-party services. */
@NullMarked
package dev.gatehouse.client.connection;

import org.jspecify.annotations.NullMarked;
