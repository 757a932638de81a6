/** How people connect to third-party services: pages in a browser, and connect links for embedding applications. */
package dev.gatehouse.vault.connect;
