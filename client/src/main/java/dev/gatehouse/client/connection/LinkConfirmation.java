package dev.gatehouse.client.connection;

import dev.gatehouse.client.call.Secret;

/**
 * What a connection is confirmed with.
 *
 * @param user who is signed in with the caller in the browser that the code came in
 * @param code the {@code connect_code} that came to the return URL
 */
public record LinkConfirmation(String user, Secret code) {}
