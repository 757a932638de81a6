package dev.gatehouse.registry.onboarding;

import dev.gatehouse.registry.Services;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A service of its own that comes from contracts. */
record OnboardedService(TestServer server, Api api, String id) {
    static OnboardedService on(TestServer server) {
        return new OnboardedService(server, server.administrator(), Services.newId());
    }

    /** Where its contract is. */
    String path() {
        return "/oauth2/service/" + id + "/contract";
    }

    Answer put(String document, String query) {
        return api.send("PUT", path() + query, document, "Content-Type", "application/yaml");
    }

    Answer put(String document) {
        return put(document, "");
    }

    String linkedClient(String... endpoints) {
        String client = server.newClient("admin").clientId();
        server.link(client, id, endpoints);
        return client;
    }

    static List<String> names(JsonNode endpoints) {
        return endpoints
                .valueStream()
                .map(endpoint -> endpoint.get("endpoint").asString())
                .toList();
    }
}
