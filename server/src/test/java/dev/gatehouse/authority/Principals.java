package dev.gatehouse.authority;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Registered;
import tools.jackson.databind.JsonNode;

/** People and clients as administrators make them. */
final class Principals {
    private final TestServer server;
    private final Api administrator;

    Principals(TestServer server) {
        this.server = server;
        this.administrator = server.administrator();
    }

    /** A user of this type to whom these scopes were given. */
    String newUser(String type, String scope) {
        String userId = server.newUser();
        set(userId, type, scope);
        return userId;
    }

    void set(String userId, String type, String scope) {
        administrator
                .put("/oauth2/user", """
                        {"userId":"%s","userType":"%s","email":"%s@example.org","scope":"%s"}
                        """.formatted(userId, type, userId, scope))
                .expect(200);
    }

    /**
     * A client that an administrator registers for the user, wider than the user perhaps.
     *
     * @param members more members of the body, each with a comma before it
     */
    Registered newClient(String owner, String scope, String members) {
        JsonNode client = administrator
                .post("/oauth2/client", """
                        {"clientName":"A client","ownerId":"%s","scope":"%s"%s}
                        """.formatted(owner, scope, members))
                .expect(200)
                .json();
        return new Registered(
                client.get("clientId").asString(), client.get("clientSecret").asString());
    }

    Registered newClient(String owner, String scope) {
        return newClient(owner, scope, "");
    }

    /** The admin listener with a token of the client, with everything or with these scopes. */
    Api with(Registered client, String... scopes) {
        return server.admin().withToken(server.token(client.clientId(), client.secret(), scopes));
    }

    /** What a token of the client carries that asks for everything, or for this. */
    Answer token(Registered client, String... scopes) {
        String form =
                "grant_type=client_credentials" + (scopes.length == 0 ? "" : "&scope=" + String.join("+", scopes));
        return form(client, "/oauth2/token", form);
    }

    Answer form(Registered client, String path, String form) {
        return server.open()
                .withBasic(client.clientId(), client.secret())
                .send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
    }

    String scope(Registered client) {
        return token(client).expect(200).json().path("scope").asString("");
    }
}
