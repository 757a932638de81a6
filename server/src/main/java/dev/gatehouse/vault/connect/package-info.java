/** How people connect to third-party services: the pages in a browser, and the authorization code flow. */
package dev.gatehouse.vault.connect;
