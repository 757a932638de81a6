/** The token storage as a connector sees it: registers the service there, and gets what opens it to a person. */
package dev.gatehouse.connector.tokens;
