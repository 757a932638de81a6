package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What one person's browser got for clients: one of each kind, by every grant. */
public final class HeldTokens {
    static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String SCOPE = "pets.r oauth.service.r";
    private static final String OPENID = "openid " + SCOPE;
    private static final String OFFLINE = "openid offline_access " + SCOPE;

    private final TestServer server;
    private final String serviceId;
    private final Visitor visitor;
    private final List<Held> held = new ArrayList<>();

    /**
     * One thing that gives access.
     *
     * @param offline whether it is for while the person is away
     * @param once whether trying it uses it up
     * @param works whether a server takes it
     */
    public record Held(String name, boolean offline, boolean once, Predicate<TestServer> works) {}

    /** @param serviceId of a service with the scope pets.r for GET /pets */
    HeldTokens(TestServer server, String serviceId, Visitor visitor) {
        this.server = server;
        this.serviceId = serviceId;
        this.visitor = visitor;
    }

    /** Gets one of each. */
    public List<Held> all() {
        WebClient confidential = client("confidential", "authorization_code", "refresh_token");
        JsonNode plain = redeemed(confidential, SCOPE);
        access("access token of a code", false, confidential, plain);
        refresh("refresh token", false, confidential, plain);
        JsonNode offline = redeemed(confidential, OFFLINE);
        access("access token for while away", true, confidential, offline);
        refresh("refresh token for while away", true, confidential, offline);
        access("access token of a refresh", false, confidential, refreshed(confidential, SCOPE));
        access("access token of a refresh for while away", true, confidential, refreshed(confidential, OFFLINE));
        access("OpenID Connect without refresh", false, confidential, redeemed(confidential, OPENID));
        WebClient trusted = client("trusted", "authorization_code", "refresh_token");
        access("access token of a trusted client", false, trusted, redeemed(trusted, OPENID));
        WebClient browser = client("public", "implicit");
        accessToken("implicit access token", false, browser, implicit(browser));
        exchanged(client("confidential", EXCHANGE), plain);
        device(client("confidential", DEVICE, "refresh_token"));
        code(confidential, SCOPE);
        code(confidential, OPENID);
        return List.copyOf(held);
    }

    private WebClient client(String type, String... grants) {
        return WebClient.register(server, type, List.of(grants), SCOPE.split(" "));
    }

    private Answer back(WebClient client, String... changes) {
        Answer answer = visitor.get(client.url(changes));
        return answer.status() == 303 ? answer : visitor.submit(answer, Map.of("decision", "allow"));
    }

    private JsonNode redeemed(WebClient client, String scope) {
        String code = WebClient.value(back(client, "scope", scope), "code");
        return client.redeem(code).expect(200).json();
    }

    private JsonNode refreshed(WebClient client, String scope) {
        String token = redeemed(client, scope).get("refresh_token").asString();
        return client.post("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", token))
                .expect(200)
                .json();
    }

    private String implicit(WebClient client) {
        Answer back = back(client, "response_type", "token", "scope", SCOPE);
        String fragment = URI.create(back.expect(303).header("Location")).getRawFragment();
        return URLUtils.parseParameters(fragment).get("access_token").getFirst();
    }

    private void exchanged(WebClient client, JsonNode tokens) {
        Answer answer = client.post(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        EXCHANGE,
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "subject_token",
                        tokens.get("access_token").asString()));
        access("exchanged access token", false, client, answer.expect(200).json());
    }

    private void device(WebClient client) {
        access(
                "access token of a device",
                false,
                client,
                poll(server, client, approved(client)).expect(200).json());
        JsonNode approved = approved(client);
        held.add(new Held(
                "approved device", false, true, at -> poll(at, client, approved).status() == 200));
    }

    private JsonNode approved(WebClient client) {
        JsonNode begun = client.post("/oauth2/device_authorization", Map.of("scope", SCOPE))
                .expect(200)
                .json();
        Answer page = visitor.submit(
                visitor.get("/device"),
                Map.of("user_code", begun.get("user_code").asString()));
        visitor.submit(page, Map.of("decision", "allow")).expect(200);
        return begun;
    }

    private static Answer poll(TestServer at, WebClient client, JsonNode begun) {
        String form = "grant_type=" + DEVICE + "&device_code="
                + begun.get("device_code").asString();
        return TokenFixture.form(at, client.registered(), "/oauth2/token", form);
    }

    private void code(WebClient client, String scope) {
        String code = WebClient.value(back(client, "scope", scope), "code");
        String form = Visitor.encoded(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                WebClient.REDIRECT,
                "code_verifier",
                client.verifier.getValue()));
        held.add(new Held(
                "code for " + scope,
                false,
                true,
                at -> TokenFixture.form(at, client.registered(), "/oauth2/token", form)
                                .status()
                        == 200));
    }

    private void access(String name, boolean offline, WebClient client, JsonNode tokens) {
        accessToken(name, offline, client, tokens.get("access_token").asString());
    }

    private void accessToken(String name, boolean offline, WebClient client, String token) {
        held.add(new Held(name, offline, false, at -> works(at, token)));
    }

    private void refresh(String name, boolean offline, WebClient client, JsonNode tokens) {
        String token = tokens.get("refresh_token").asString();
        held.add(new Held(
                name,
                offline,
                true,
                at -> TokenFixture.refresh(at, client.registered(), token).status() == 200));
    }

    /** Whether a server takes an access token; wherever it is asked, it must say the same. */
    boolean works(TestServer at, String token) {
        TreeSet<String> ways = new TreeSet<>();
        if (at.admin().withToken(token).get("/oauth2/service?page=1").status() == 200) {
            ways.add("API");
        }
        if (at.admin().withToken(token).get("/access/" + serviceId, DECISION).status() == 200) {
            ways.add("decision");
        }
        if (at.open().withToken(token).get("/oauth2/userinfo").status() != 401) {
            ways.add("userinfo");
        }
        TestServer.Registered watcher = watcher(at);
        if (TokenFixture.form(at, watcher, "/oauth2/introspect", "token=" + token)
                .expect(200)
                .json()
                .get("active")
                .asBoolean()) {
            ways.add("introspection");
        }
        assertThat(ways.size()).as("all or none of the ways: %s", ways).isIn(0, 4);
        return !ways.isEmpty();
    }

    private static final String[] DECISION = {"X-Original-Method", "GET", "X-Original-URI", "/pets"};

    private static TestServer.Registered watcher(TestServer at) {
        JsonNode bootstrap = at.bootstrap();
        return new TestServer.Registered(
                bootstrap.get("clientId").asString(),
                bootstrap.get("clientSecret").asString());
    }
}
