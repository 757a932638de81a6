/** The older form of the token storage, as existing connectors and clients speak it. */
@NullMarked
package dev.gatehouse.vault.tokenstorage;

import org.jspecify.annotations.NullMarked;
