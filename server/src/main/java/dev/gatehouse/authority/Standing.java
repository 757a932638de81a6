package dev.gatehouse.authority;

/**
 * How a token that is good stands.
 *
 * @param userId the user it acts as
 * @param limit the system scopes that can count of those it carries
 */
public record Standing(String userId, ScopeLimit limit) {}
