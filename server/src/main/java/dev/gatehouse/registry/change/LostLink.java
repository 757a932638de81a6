package dev.gatehouse.registry.change;

/** A link that a version of a contract had and that does not come back with it. @param reason in words */
public record LostLink(String clientId, String serviceId, String endpoint, String reason) {}
