/**
 * How people connect to third-party services: pages in a browser, connect links for embedding applications, and the port
 * service for integrations that exist.
 */
package dev.gatehouse.vault.connect;
