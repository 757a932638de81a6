package dev.gatehouse.clientlibrary;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.testing.TestServer;
import tools.jackson.databind.JsonNode;

/** Programs that call a server with the client library. They read lists by small pages. */
public final class Programs {
    private Programs() {}

    /** As the first client, which may everything. */
    public static Gatehouse administrator(TestServer server) {
        JsonNode bootstrap = server.bootstrap();
        return Gatehouse.at(server.adminUrl(), server.publicUrl())
                .withClientCredentials(
                        bootstrap.get("clientId").asString(),
                        bootstrap.get("clientSecret").asString())
                .pageSize(2)
                .build();
    }

    static Gatehouse as(TestServer server, TestServer.Registered client) {
        return Gatehouse.at(server.adminUrl(), server.publicUrl())
                .withClientCredentials(client.clientId(), client.secret())
                .pageSize(2)
                .build();
    }
}
