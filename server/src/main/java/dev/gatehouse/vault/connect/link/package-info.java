/** Connect links: applications make them, so that their own people connect accounts without an account here. */
@NullMarked
package dev.gatehouse.vault.connect.link;

import org.jspecify.annotations.NullMarked;
