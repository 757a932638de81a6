package dev.gatehouse.client.tokenstorage;

/** A person as the service's registrant knows them. */
public record StoredUser(String username) {}
