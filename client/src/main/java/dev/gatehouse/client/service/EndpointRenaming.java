package dev.gatehouse.client.service;

/** An endpoint whose operation has another name. */
public record EndpointRenaming(String endpoint, String oldOperation, String newOperation) {}
