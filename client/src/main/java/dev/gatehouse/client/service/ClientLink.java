package dev.gatehouse.client.service;

/** A client's link to an endpoint. */
public record ClientLink(String clientId, String serviceId, String endpoint) {}
