/** What operators say about a connector: environment variables, and what the author set in their place. */
@NullMarked
package dev.gatehouse.connector.settings;

import org.jspecify.annotations.NullMarked;
