/**
 * Keeps third-party tokens fresh: on demand, and ahead of time in the background. One refresh token is redeemed by one
 * caller of one process at a time; the row in the database says who that is, and only the tokens that were redeemed are
 * replaced by what came for them. All times in the database are by the database's clock.
 */
@NullMarked
package dev.gatehouse.vault.refresh;

import org.jspecify.annotations.NullMarked;
