package dev.gatehouse.client.oauthclient;

import java.util.List;

/** A service, and its endpoints that a client is linked to. */
public record LinkedService(String serviceId, List<String> endpoints) {
    public LinkedService {
        endpoints = List.copyOf(endpoints);
    }
}
