package dev.gatehouse.guard;

import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.UUID;

/** A registered service, and what its guard needs to know. */
record GuardedService(TestServer server, String serviceId, TestServer.Registered reader) {
    private static final String ENDPOINTS = """
            [{"endpoint":"/v1/pets@get","operation":"list","scope":"pets.r"},
             {"endpoint":"/v1/pets@post","operation":"add","scope":"pets.w"},
             {"endpoint":"/v1/pets/{petId}@get","operation":"get","scope":"pets.r"},
             {"endpoint":"/v1/pets/mine@get","operation":"mine","scope":"pets.mine"},
             {"endpoint":"/v1/reports@get","operation":"report","scope":"pets.r pets.w",
              "requires":[["pets.r","pets.w"],["pets.admin"]]},
             {"endpoint":"/v1/whoami@get","operation":"whoami","scope":"","requires":[[]]},
             {"endpoint":"/health@get","operation":"health","scope":""}]
            """;

    static GuardedService register(TestServer server) {
        String serviceId = "inside-" + UUID.randomUUID();
        server.administrator().post("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Pets",
                 "scope":"pets.r pets.w pets.mine pets.admin"}
                """.formatted(serviceId)).expect(200);
        GuardedService service = new GuardedService(server, serviceId, server.newClient("admin", "oauth.service.r"));
        service.replaceEndpoints(ENDPOINTS);
        return service;
    }

    void replaceEndpoints(String endpoints) {
        server.administrator()
                .post("/oauth2/service/" + serviceId + "/endpoint", endpoints)
                .expect(201);
    }

    /** A guard that is told of changes soon. */
    ServiceGuard.Builder guard() {
        return ServiceGuard.of(serviceId)
                .registry(server.adminUrl())
                .issuer(server.publicUrl())
                .credentials(reader.clientId(), reader.secret())
                .refresh(Duration.ofMillis(100));
    }

    /** A new client's token with these scopes. */
    String token(String... scopes) {
        TestServer.Registered client = server.newClient("admin", scopes);
        return server.token(client.clientId(), client.secret());
    }
}
