package dev.gatehouse.clients;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.UUID;

/** Makes services and clients that no other test uses. */
public final class ClientsOfTests {
    private ClientsOfTests() {}

    static String newService(TestServer server, String scope, String endpoints) {
        String id = "service-" + UUID.randomUUID();
        Api api = server.administrator();
        api.post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"A service","scope":"%s"}
                        """.formatted(id, scope)).expect(200);
        replaceEndpoints(server, id, endpoints);
        return id;
    }

    static void replaceEndpoints(TestServer server, String serviceId, String endpoints) {
        server.administrator()
                .post("/oauth2/service/" + serviceId + "/endpoint", endpoints)
                .expect(201);
    }

    /** @param members more members of the body, each with a comma before it */
    static Answer create(Api api, String members) {
        return api.post("/oauth2/client", "{\"clientName\":\"A client\"" + members + "}");
    }

    static String newId(Api api, String members) {
        return create(api, members).expect(200).json().get("clientId").asString();
    }

    /** What a token of the client carries when it asks for everything. */
    public static String scope(TestServer server, String clientId, String secret) {
        return token(server, clientId, secret, "grant_type=client_credentials")
                .expect(200)
                .json()
                .path("scope")
                .asString("");
    }

    static Answer token(TestServer server, String clientId, String secret, String form) {
        return server.open()
                .withBasic(clientId, secret)
                .send("POST", "/oauth2/token", form, "Content-Type", "application/x-www-form-urlencoded");
    }
}
