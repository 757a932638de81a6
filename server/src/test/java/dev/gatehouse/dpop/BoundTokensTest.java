package dev.gatehouse.dpop;

import static dev.gatehouse.oauth.WebClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tokens that are bound to a key, from where they are issued to where they are used (RFC 9449). */
class BoundTokensTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestServer server = TestServer.shared();
    private final String user = server.newUser();
    private final WebClient client =
            WebClient.register(server, "public", List.of("authorization_code", "refresh_token"), "orders.r");
    private final Visitor visitor = new Visitor(server.publicUrl());
    private final ProofKey key = new ProofKey();
    private final ProofKey other = new ProofKey();
    private final String tokenUri = server.publicUrl() + "/oauth2/token";

    private Answer post(Api api, String path, Map<String, String> form, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", FORM));
        return api.send("POST", path, Visitor.encoded(form), all.toArray(String[]::new));
    }

    private String code(String... changes) {
        return allowed(visitor.get(client.url(changes)));
    }

    private String allowed(Answer page) {
        Answer next = page.text().contains("<h1>Sign in</h1>") ? visitor.signIn(page, user, "correct horse") : page;
        Answer back = next.status() == 200 ? visitor.submit(next, Map.of("decision", "allow")) : next;
        return WebClient.value(back, "code");
    }

    private Answer redeem(String code, ProofKey with) {
        return token(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        WebClient.REDIRECT,
                        "code_verifier",
                        client.verifier.getValue()),
                with);
    }

    private Answer refresh(String token, ProofKey with) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", token), with);
    }

    private Answer token(Map<String, String> fields, ProofKey with) {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("client_id", client.id());
        return with == null
                ? post(server.open(), "/oauth2/token", form)
                : post(server.open(), "/oauth2/token", form, "DPoP", with.proof("POST", tokenUri, null));
    }

    /** A token of a client's own, bound to the key. */
    private String ownToken(String... scopes) {
        TestServer.Registered registered = server.newClient("admin", scopes);
        JsonNode answer = post(
                        server.open().withBasic(registered.clientId(), registered.secret()),
                        "/oauth2/token",
                        Map.of("grant_type", "client_credentials"),
                        "DPoP",
                        key.proof("POST", tokenUri, null))
                .expect(200)
                .json();
        assertThat(answer.get("token_type").asString()).isEqualTo("DPoP");
        return answer.get("access_token").asString();
    }

    private static String[] bound(String token, String proof, String... more) {
        List<String> headers = new ArrayList<>(List.of("Authorization", "DPoP " + token, "DPoP", proof));
        headers.addAll(List.of(more));
        return headers.toArray(String[]::new);
    }

    @Test
    void s35_aPublicClientsTokensAreOfNoUseWithoutItsKey() {
        String scopes = "openid orders.r";
        assertRefused(redeem(code("scope", scopes, "dpop_jkt", key.thumbprint()), other), "invalid_grant");
        assertRefused(redeem(code("scope", scopes, "dpop_jkt", key.thumbprint()), null), "invalid_grant");
        assertThat(WebClient.value(visitor.get(client.url("dpop_jkt", "short")), "error"))
                .isEqualTo("invalid_request");

        String code = code("scope", scopes + " offline_access", "dpop_jkt", key.thumbprint());
        JsonNode tokens = redeem(code, key).expect(200).json();
        assertThat(tokens.get("token_type").asString()).isEqualTo("DPoP");
        String refreshToken = tokens.get("refresh_token").asString();

        assertRefused(refresh(refreshToken, null), "invalid_grant");
        assertRefused(refresh(refreshToken, other), "invalid_grant");
        String access = refresh(refreshToken, key)
                .expect(200)
                .json()
                .get("access_token")
                .asString();

        String userinfo = server.publicUrl() + "/oauth2/userinfo";
        String proof = key.proof("GET", userinfo, access);
        server.open().get("/oauth2/userinfo", bound(access, proof)).expect(200);
        Answer again = server.open()
                .get("/oauth2/userinfo", bound(access, proof))
                .expectError(401, "ERR10003", "INVALID_DPOP_PROOF");
        assertThat(again.header("WWW-Authenticate"))
                .startsWith("DPoP ")
                .contains("error=\"invalid_dpop_proof\"", "algs=\"ES256 ");
        for (String wrong : List.of(
                other.proof("GET", userinfo, access),
                key.proof("GET", userinfo, access + "x"),
                key.proof("POST", userinfo, access),
                key.proof("GET", server.publicUrl() + "/oauth2/token", access))) {
            server.open()
                    .get("/oauth2/userinfo", bound(access, wrong))
                    .expectError(401, "ERR10003", "INVALID_DPOP_PROOF");
        }
        server.open().withToken(access).get("/oauth2/userinfo").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        post(server.open(), "/oauth2/userinfo", Map.of("access_token", access))
                .expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        post(server.open(), "/oauth2/userinfo", Map.of(), bound(access, key.proof("POST", userinfo, access)))
                .expect(200);
    }

    @Test
    void s35_ourOwnApiTakesABoundTokenWithItsProofAlone() {
        String token = ownToken("oauth.service.r");
        String uri = server.adminUrl() + "/oauth2/service";
        for (int i = 0; i < 2; i++) {
            server.admin()
                    .get("/oauth2/service?page=1", bound(token, key.proof("GET", uri, token)))
                    .expect(200);
            server.admin()
                    .withToken(token)
                    .get("/oauth2/service?page=1")
                    .expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
            server.admin()
                    .get("/oauth2/service?page=1", bound(token, other.proof("GET", uri, token)))
                    .expectError(401, "ERR10003", "INVALID_DPOP_PROOF");
        }
        String bearer = server.as("admin", "oauth.service.r").token();
        server.admin()
                .get("/oauth2/service?page=1", bound(bearer, key.proof("GET", uri, bearer)))
                .expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        assertThat(server.admin().get("/oauth2/service?page=1").expect(401).header("WWW-Authenticate"))
                .startsWith("Bearer ")
                .contains(", DPoP algs=\"ES256 ");
    }

    @Test
    void s35_aDecisionLooksAtTheProofForTheRequestThatIsHeldBack() {
        String serviceId = "bound-" + UUID.randomUUID();
        server.administrator().post("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Bound","scope":"pets.r"}
                """.formatted(serviceId)).expect(200);
        server.administrator()
                .post("/oauth2/service/" + serviceId + "/endpoint", """
                [{"endpoint":"/v1/pets@post","operation":"addPet","scope":"pets.r"}]
                """)
                .expect(201);
        String token = ownToken("pets.r");
        String uri = "https://api.example.org/v1/pets";
        String[] held = {"X-Forwarded-Method", "POST", "X-Forwarded-Uri", "/v1/pets?a=1"};
        String[] place = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "api.example.org"};

        for (int i = 0; i < 2; i++) {
            String proof = key.proof("POST", uri, token);
            ask(serviceId, held, place, bound(token, proof)).expect(200);
            Answer again = ask(serviceId, held, place, bound(token, proof));
            assertThat(again.expectError(401, "ERR10003", "INVALID_DPOP_PROOF").header("WWW-Authenticate"))
                    .startsWith("DPoP ")
                    .contains(serviceId);
            ask(serviceId, held, place, "Authorization", "Bearer " + token)
                    .expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        }
        for (String wrong : List.of(
                key.proof("GET", uri, token),
                key.proof("POST", "https://api.example.com/v1/pets", token),
                key.proof("POST", "http://api.example.org/v1/pets", token),
                key.proof("POST", "https://api.example.org/v1/pets/1", token),
                other.proof("POST", uri, token))) {
            ask(serviceId, held, place, bound(token, wrong)).expectError(401, "ERR10003", "INVALID_DPOP_PROOF");
        }
        ask(serviceId, held, new String[0], bound(token, key.proof("POST", uri, token)))
                .expectError(401, "ERR10003", "INVALID_DPOP_PROOF");
    }

    private Answer ask(String serviceId, String[] held, String[] place, String... shown) {
        List<String> headers = new ArrayList<>(List.of(held));
        headers.addAll(List.of(place));
        headers.addAll(List.of(shown));
        return server.admin().get("/access/" + serviceId, headers.toArray(String[]::new));
    }

    @Test
    void introspectionTellsTheKey() {
        String token = ownToken("orders.r");
        JsonNode told = introspected(token);

        assertThat(told.get("token_type").asString()).isEqualTo("DPoP");
        assertThat(told.get("cnf").get("jkt").asString()).isEqualTo(key.thumbprint());
    }

    private JsonNode introspected(String token) {
        return post(
                        server.open()
                                .withToken(
                                        server.as("admin", "oauth.introspect").token()),
                        "/oauth2/introspect",
                        Map.of("token", token))
                .expect(200)
                .json();
    }

    @Test
    void s35_aPushedRequestBindsItsCodeToTheKeyOfItsProof() {
        String par = server.publicUrl() + "/oauth2/par";
        Map<String, String> request = client.request();
        assertRefused(
                post(
                        server.open(),
                        "/oauth2/par",
                        client.request("dpop_jkt", other.thumbprint()),
                        "DPoP",
                        key.proof("POST", par, null)),
                "invalid_dpop_proof");
        for (ProofKey with : List.of(other, key)) {
            String pushed = post(server.open(), "/oauth2/par", request, "DPoP", key.proof("POST", par, null))
                    .expect(201)
                    .json()
                    .get("request_uri")
                    .asString();
            String code = allowed(visitor.get(
                    "/oauth2/code?" + Visitor.encoded(Map.of("client_id", client.id(), "request_uri", pushed))));
            assertThat(redeem(code, with).status()).isEqualTo(with == key ? 200 : 400);
        }
    }

    @Test
    void s35_aClientIsRegisteredForBoundTokensAlone() {
        String members = "{\"clientName\":\"c\",\"dpopBoundAccessTokens\":true}";
        JsonNode registered = server.administrator()
                .post("/oauth2/client", members)
                .expect(200)
                .json();
        Api by = server.open()
                .withBasic(
                        registered.get("clientId").asString(),
                        registered.get("clientSecret").asString());
        Map<String, String> form = Map.of("grant_type", "client_credentials");

        assertRefused(post(by, "/oauth2/token", form), "invalid_dpop_proof");
        post(by, "/oauth2/token", form, "DPoP", key.proof("POST", tokenUri, null))
                .expect(200);
        assertRefused(
                post(by, "/oauth2/token", form, "DPoP", key.proof("POST", tokenUri + "/x", null)),
                "invalid_dpop_proof");
    }
}
