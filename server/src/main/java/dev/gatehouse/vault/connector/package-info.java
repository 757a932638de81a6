/** Connectors: third-party services with their OAuth 2 workflow data, as connector services registered them. */
@NullMarked
package dev.gatehouse.vault.connector;

import org.jspecify.annotations.NullMarked;
