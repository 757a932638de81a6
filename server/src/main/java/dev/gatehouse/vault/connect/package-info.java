/** How people connect to third-party services: the pages in a browser, and the authorization code flow. */
@NullMarked
package dev.gatehouse.vault.connect;

import org.jspecify.annotations.NullMarked;
