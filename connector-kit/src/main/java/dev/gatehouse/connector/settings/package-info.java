/** What operators say about a connector: environment variables, and what the author set in their place. */
package dev.gatehouse.connector.settings;
