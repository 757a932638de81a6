package dev.gatehouse.clients.link;

/** A client's link to an endpoint of a service. */
public record Link(String clientId, String serviceId, String endpoint) {}
