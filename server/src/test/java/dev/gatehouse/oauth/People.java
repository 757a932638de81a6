package dev.gatehouse.oauth;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** People who sign in and allow what they are asked for. */
public final class People {
    public static final String PASSWORD = "correct horse";

    private final TestServer server;

    public People(TestServer server) {
        this.server = server;
    }

    /** A user who may give the scopes of our own API. */
    public String newAdministrator() {
        String userId = server.newUser();
        setType(userId, "admin");
        return userId;
    }

    /** What an administrator does on the admin listener. */
    void setType(String userId, String type) {
        server.administrator()
                .put("/oauth2/user", """
                        {"userId":"%s","userType":"%s","email":"%s@example.org"}
                        """.formatted(userId, type, userId))
                .expect(200);
    }

    /** A browser that the user is signed in with. */
    public Visitor signedIn(String userId) {
        Visitor visitor = new Visitor(server.publicUrl());
        visitor.signIn(visitor.get("/login"), userId, PASSWORD).expect(303);
        return visitor;
    }

    /** What the user meets after signing in for a client: the page that asks for consent, where there is something to ask. */
    public Answer signIn(Visitor visitor, WebClient client, String userId, String... changes) {
        return visitor.signIn(visitor.get(client.url(changes)).expect(200), userId, PASSWORD);
    }

    /** The redirection to the client after the user signed in and allowed everything. */
    public Answer allowed(WebClient client, String userId, String... changes) {
        Visitor visitor = new Visitor(server.publicUrl());
        Answer page = signIn(visitor, client, userId, changes);
        return page.status() == 200 ? visitor.submit(page, Map.of("decision", "allow")) : page;
    }

    public String code(WebClient client, String userId, String... changes) {
        return WebClient.value(allowed(client, userId, changes), "code");
    }

    public JsonNode tokens(WebClient client, String userId, String... changes) {
        return client.redeem(code(client, userId, changes)).expect(200).json();
    }
}
