package dev.gatehouse.access.decision;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A registered service of a test's own, and a gateway's questions about requests to it. */
final class GuardedApi {
    static final String ENDPOINTS = """
            [{"endpoint":"/v1/pets@get","operation":"listPets","scope":"pets.r"},
             {"endpoint":"/v1/pets@post","operation":"addPet","scope":"pets.w"},
             {"endpoint":"/v1/pets/{petId}@get","operation":"getPet","scope":"pets.r"},
             {"endpoint":"/v1/pets/{petId}@delete","operation":"removePet","scope":"pets.w pets.admin"},
             {"endpoint":"/v1/pets/mine@get","operation":"getMine","scope":"pets.mine"},
             {"endpoint":"/v1/reports@get","operation":"report","scope":"pets.r pets.w",
              "requires":[["pets.r","pets.w"],["pets.admin"]]},
             {"endpoint":"/v1/whoami@get","operation":"whoami","scope":"","requires":[[]]},
             {"endpoint":"/health@get","operation":"health","scope":""},
             {"endpoint":"Query.pets","operation":"pets","scope":"pets.r"}]
            """;

    private final TestServer server;
    private final String serviceId;

    private GuardedApi(TestServer server, String serviceId) {
        this.server = server;
        this.serviceId = serviceId;
    }

    static GuardedApi register(TestServer server) {
        String serviceId = "guarded-" + UUID.randomUUID();
        server.administrator().post("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Guarded",
                 "scope":"pets.r pets.w pets.mine pets.admin"}
                """.formatted(serviceId)).expect(200);
        server.administrator()
                .post("/oauth2/service/" + serviceId + "/endpoint", ENDPOINTS)
                .expect(201);
        return new GuardedApi(server, serviceId);
    }

    String serviceId() {
        return serviceId;
    }

    String path() {
        return "/access/" + serviceId;
    }

    /** The admin listener with a token of a new client with these scopes, for no service in particular. */
    Api with(String... scopes) {
        return server.as("admin", scopes);
    }

    Api withoutToken() {
        return server.admin();
    }

    /** As Traefik and Caddy ask. */
    Answer forwarded(Api gateway, String method, String target, String... more) {
        return gateway.get(path(), headers(more, "X-Forwarded-Method", method, "X-Forwarded-Uri", target));
    }

    /** As nginx asks. */
    Answer original(Api gateway, String method, String target, String... more) {
        return gateway.get(path(), headers(more, "X-Original-Method", method, "X-Original-URI", target));
    }

    private static String[] headers(String[] more, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
