/** The older form of the token storage, as existing connectors and clients speak it. */
package dev.gatehouse.vault.tokenstorage;
