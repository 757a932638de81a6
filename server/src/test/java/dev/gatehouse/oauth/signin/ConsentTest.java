package dev.gatehouse.oauth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people are asked before a client gets anything, and when they are asked again. */
class ConsentTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = server.newUser();
    private final WebClient client =
            WebClient.confidential(server, "orders.r", "orders.w", "oauth.service.r", "oauth.user.r");

    private Visitor visitor() {
        return new Visitor(server.publicUrl());
    }

    @Test
    void aRememberedConsentIsNotAskedForAgainButMoreIs() {
        Visitor visitor = visitor();
        visitor.submit(people.signIn(visitor, client, user), Map.of("decision", "allow"));

        assertThat(WebClient.value(visitor.get(client.url()), "code")).isNotEmpty();
        assertThat(WebClient.value(visitor.get(client.url("prompt", "none")), "code"))
                .isNotEmpty();
        assertThat(WebClient.value(visitor.get(client.url("prompt", "none", "scope", "orders.r orders.w")), "error"))
                .isEqualTo("consent_required");
        assertThat(visitor.get(client.url("scope", "orders.r orders.w"))
                        .expect(200)
                        .text())
                .contains("Allow access?");
        assertThat(visitor.get(client.url("prompt", "consent")).expect(200).text())
                .contains("Allow access?");
        assertThat(visitor.get(client.url("prompt", "login")).expect(200).text())
                .contains("<h1>Sign in</h1>");
        assertThat(visitor.get(client.url("max_age", "0")).expect(200).text()).contains("<h1>Sign in</h1>");
    }

    @Test
    void signingInAnewSatisfiesPromptLoginAndMaxAge() {
        Visitor visitor = visitor();
        visitor.submit(people.signIn(visitor, client, user), Map.of("decision", "allow"));

        for (String[] asked : new String[][] {{"prompt", "login"}, {"max_age", "0"}}) {
            Answer back = visitor.signIn(visitor.get(client.url(asked)), user, People.PASSWORD);
            assertThat(WebClient.value(back, "code")).isNotEmpty();
        }
    }

    /** A name from before such were refused. */
    @Test
    void aPageHidesNothingOfAnOlderName() {
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update client set client_name = ? where client_id = ?", "Good\u202Egnab", client.id()));

        assertThat(people.signIn(visitor(), client, user).text())
                .contains("<strong>Good\uFFFDgnab</strong>")
                .doesNotContain("\u202E");
    }

    /** Nobody agreed to the words of who takes a scope up that another gave up. */
    @Test
    void s26_aScopeOfAnotherOwnerIsAskedForAnew() {
        String scope = "moved-" + UUID.randomUUID();
        Api first = server.as(server.newUser(), "oauth.service.w");
        String service =
                "{\"serviceId\":\"of-%s\",\"serviceType\":\"openapi\",\"serviceName\":\"First\",\"scope\":\"%s\"}";
        first.post("/oauth2/service", service.formatted(scope, scope)).expect(200);
        WebClient asking = WebClient.confidential(server, scope); // another service names it from here on
        Visitor visitor = visitor();
        visitor.submit(people.signIn(visitor, asking, user, "scope", scope), Map.of("decision", "allow"));
        assertThat(WebClient.value(visitor.get(asking.url("scope", scope, "prompt", "none")), "code"))
                .isNotEmpty();

        first.put("/oauth2/service", service.formatted(scope, "")).expect(200);
        server.administrator()
                .put("/oauth2/client", """
                        {"clientId":"%s","clientName":"x","scope":"%s","redirectUri":"https://app.example/callback"}
                        """.formatted(asking.id(), scope))
                .expect(200);

        assertThat(WebClient.value(visitor.get(asking.url("scope", scope, "prompt", "none")), "error"))
                .isEqualTo("consent_required");
        String left = server.jdbi()
                .withHandle(handle -> handle.createQuery("select scope from consent where client_id = :id")
                        .bind("id", asking.id())
                        .mapTo(String.class)
                        .one());
        assertThat(left).isEmpty();
    }

    @Test
    void whoDeniesSendsTheClientAway() {
        Visitor visitor = visitor();

        Answer back = visitor.submit(people.signIn(visitor, client, user), Map.of("decision", "deny"));

        assertThat(WebClient.value(back, "error")).isEqualTo("access_denied");
    }

    @Test
    void nobodyGivesScopesOfOurOwnApiThatTheyMayNotHold() {
        Visitor visitor = visitor();
        Answer consent = people.signIn(visitor, client, user, "scope", "orders.r oauth.service.r oauth.user.r");
        assertThat(consent.text()).contains("orders.r", "oauth.service.r").doesNotContain("oauth.user.r");

        assertThat(WebClient.value(visitor.get(client.url("scope", "oauth.user.r")), "error"))
                .isEqualTo("access_denied");
    }

    @Test
    void trustedClientsDoNotAsk() {
        WebClient trusted = WebClient.register(server, "trusted", List.of("authorization_code"), "orders.r");
        Visitor visitor = visitor();

        Answer back = visitor.signIn(visitor.get(trusted.url()), user, People.PASSWORD);

        assertThat(WebClient.value(back, "code")).isNotEmpty();
    }

    @Test
    void consentShowsWhatTheContractSaysOfAScope() {
        String id = "described-" + UUID.randomUUID();
        server.administrator()
                .send(
                        "PUT",
                        "/oauth2/service/" + id + "/contract",
                        """
                openapi: 3.0.3
                info: {title: Shop, version: '1'}
                paths:
                  /x:
                    get:
                      security: [{o: ['%s.see']}]
                      responses: {'200': {description: ok}}
                components:
                  securitySchemes:
                    o:
                      type: oauth2
                      flows:
                        clientCredentials: {tokenUrl: /t, scopes: {'%s.see': Look at your <orders>}}
                """.formatted(id, id),
                        "Content-Type",
                        "application/yaml")
                .expect(201);
        WebClient shop = WebClient.confidential(server, id + ".see");
        Visitor visitor = visitor();

        Answer consent = visitor.signIn(visitor.get(shop.url("scope", id + ".see")), user, People.PASSWORD);

        assertThat(consent.text()).contains("Look at your &lt;orders&gt;", id + ".see");
    }
}
