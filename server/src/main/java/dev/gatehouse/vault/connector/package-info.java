/** Connectors: third-party services with their OAuth 2 workflow data, as connector services registered them. */
package dev.gatehouse.vault.connector;
