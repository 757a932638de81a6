package dev.gatehouse.oauth.metadata;

import static dev.gatehouse.oauth.TokenFixture.claims;
import static dev.gatehouse.oauth.TokenFixture.encoded;
import static dev.gatehouse.oauth.TokenFixture.form;
import static dev.gatehouse.oauth.TokenFixture.member;
import static dev.gatehouse.oauth.TokenFixture.newService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What clients find out about a service before they ask for a token (RFC 9728), and that such a token is what they get. */
class ResourceMetadataTest {
    private static final String PATH = "/.well-known/oauth-protected-resource/";

    private final TestServer server = TestServer.shared();

    private JsonNode metadata(String serviceId) {
        return server.open().get(PATH + serviceId).expect(200).json();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static String service(String id, String resource, String scope) {
        return """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Orders","resource":"%s","scope":"%s"}
                """.formatted(id, resource, scope);
    }

    private static String newResource() {
        return "https://api.example.org/" + UUID.randomUUID();
    }

    @Test
    void aServiceIsDescribedFromItsRows() {
        String id = newService(server, "b", "a");
        server.administrator().post("/oauth2/service/" + id + "/endpoint", """
                        [{"endpoint":"/x@get","operation":"x","scope":"c","requires":[["c"],["d","a"]]}]
                        """).expect(201);

        JsonNode metadata = metadata(id);

        assertThat(metadata.get("resource").asString()).isEqualTo(server.publicUrl() + "/" + id);
        assertThat(texts(metadata.get("authorization_servers")))
                .containsExactly(server.publicUrl().toString());
        assertThat(texts(metadata.get("scopes_supported"))).containsExactly("a", "b", "c", "d");
        assertThat(texts(metadata.get("bearer_methods_supported"))).containsExactly("header");
        assertThat(metadata.get("resource_name").asString()).isEqualTo("x");
    }

    @Test
    void aScopeThatOnlyAnAlternativeNeedsIsGivenToTokensForTheService() {
        String id = newService(server, "a");
        server.administrator().post("/oauth2/service/" + id + "/endpoint", """
                        [{"endpoint":"/x@get","operation":"x","scope":"a","requires":[["a"],["other"]]}]
                        """).expect(201);
        TestServer.Registered client = server.newClient("admin", "other");

        Answer token = form(
                server,
                client,
                "/oauth2/token",
                "grant_type=client_credentials",
                "resource=" + encoded(server.publicUrl() + "/" + id));

        assertThat(member(token.expect(200), "scope")).isEqualTo("other");
    }

    @Test
    void theDescriptionFollowsTheService() {
        String id = newService(server, "a");
        assertThat(texts(metadata(id).get("scopes_supported"))).containsExactly("a");
        String resource = newResource();

        server.administrator()
                .put("/oauth2/service", service(id, resource, "b"))
                .expect(200);

        assertThat(metadata(id).get("resource").asString()).isEqualTo(resource);
        assertThat(texts(metadata(id).get("scopes_supported"))).containsExactly("b");
        server.administrator().put("/oauth2/service", service(id, resource, "")).expect(200);
        assertThat(metadata(id).has("scopes_supported")).isFalse();
        server.administrator().delete("/oauth2/service/" + id).expect(204);
        server.open().get(PATH + id).expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a%2Fb", "%E2%82%AC"})
    void aServiceThatNobodyRegisteredHasNoDescription(String segment) {
        server.open().get(PATH + segment).expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
    }

    @Test
    void theResourceThatIsDescribedIsTheAudienceOfTheTokenThatIsAskedForWithIt() {
        String id = "svc-" + UUID.randomUUID();
        String resource = newResource();
        server.administrator()
                .post("/oauth2/service", service(id, resource, "a b"))
                .expect(200);
        TestServer.Registered client = server.newClient("admin", "a", "c");
        for (String named : List.of(resource, server.publicUrl() + "/" + id)) {
            Answer token = form(
                    server, client, "/oauth2/token", "grant_type=client_credentials", "resource=" + encoded(named));

            assertThat(claims(member(token.expect(200), "access_token")).getAudience())
                    .containsExactly(resource);
            assertThat(member(token, "scope")).isEqualTo("a");
        }
    }

    @Test
    void noTwoServicesHaveTheSameResource() {
        String resource = newResource();
        server.administrator()
                .post("/oauth2/service", service("svc-" + UUID.randomUUID(), resource, "a"))
                .expect(200);

        server.administrator()
                .post("/oauth2/service", service("svc-" + UUID.randomUUID(), resource, "a"))
                .expectError(400, "ERR12185", "RESOURCE_IN_USE");
        String other = newService(server, "a");
        server.administrator()
                .put("/oauth2/service", service(other, resource, "a"))
                .expectError(400, "ERR12185", "RESOURCE_IN_USE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "ftp://api.example.org/",
                "https://user@api.example.org/",
                "https://api.example.org/#x",
                "https://api.example.org/a b",
                "https://",
                ""
            })
    void whatIsNoUrlIsNoResource(String resource) {
        server.administrator()
                .post("/oauth2/service", service("svc-" + UUID.randomUUID(), resource, "a"))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void whatMerelyBeginsLikeTheIssuerIsAResource() {
        try (TestServer named = TestServer.start(Map.of("GATEHOUSE_ISSUER", "https://a.example"))) {
            for (String free :
                    List.of("https://a.example.org", "https://a.examples/orders", "https://a.example:8443/x")) {
                named.administrator()
                        .post("/oauth2/service", service("svc-" + UUID.randomUUID(), free, "a"))
                        .expect(200);
            }
            for (String taken : List.of("https://a.example", "https://A.Example/orders", "https://a.example:443/x")) {
                named.administrator()
                        .post("/oauth2/service", service("svc-" + UUID.randomUUID(), taken, "a"))
                        .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
            }
        }
    }

    @Test
    void s7_noServicePassesForThisServerOrAnotherServiceOfIt() {
        for (String taken : List.of("", "/", "/orders")) {
            server.administrator()
                    .post("/oauth2/service", service("svc-" + UUID.randomUUID(), server.publicUrl() + taken, "a"))
                    .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        }
    }
}
