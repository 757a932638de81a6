package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.TokenFixture.claims;
import static dev.gatehouse.oauth.TokenFixture.encoded;
import static dev.gatehouse.oauth.TokenFixture.form;
import static dev.gatehouse.oauth.TokenFixture.member;
import static dev.gatehouse.oauth.TokenFixture.newService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Resource indicators (RFC 8707) at the token endpoint. */
class ResourceTest {
    private final TestServer server = TestServer.shared();
    private final String service = newService(server, "a", "b");
    private final TestServer.Registered client = server.newClient("admin", "a", "c", "oauth.service.r");

    private Answer token(String... more) {
        return form(server, client, "/oauth2/token", "grant_type=client_credentials", more);
    }

    private String resource(String id) {
        return "resource=" + encoded(server.publicUrl() + "/" + id);
    }

    @Test
    void s7_aResourceLimitsAudienceAndScopeToOneService() {
        Answer answer = token(resource(service)).expect(200);

        assertThat(member(answer, "scope")).isEqualTo("a");
        assertThat(claims(member(answer, "access_token")).getAudience())
                .containsExactly(server.publicUrl() + "/" + service);
        assertThat(member(token(resource(service), "scope=c").expect(400), "error"))
                .isEqualTo("invalid_scope");
        assertThat(member(token(resource(service), "scope=b").expect(400), "error"))
                .isEqualTo("invalid_scope");
    }

    @Test
    void s7_aTokenForAServiceIsRefusedByOurOwnApi() {
        String own = newService(server, "oauth.service.r");
        String token = member(token(resource(own)).expect(200), "access_token");

        server.admin()
                .withToken(token)
                .get("/oauth2/service?page=1")
                .expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        server.admin()
                .withToken(member(token().expect(200), "access_token"))
                .get("/oauth2/service?page=1")
                .expect(200);
    }

    @Test
    void theIssuerItselfIsAResource() {
        Answer answer = token("resource=" + encoded(server.publicUrl())).expect(200);

        assertThat(claims(member(answer, "access_token")).getAudience())
                .containsExactly(server.publicUrl().toString());
    }

    @Test
    void whatIsNoResourceOfOursIsAnInvalidTarget() {
        String other = newService(server, "a");
        List<String[]> wrong = List.of(
                new String[] {resource("nobody")},
                new String[] {"resource=" + encoded("https://elsewhere.example/" + service)},
                new String[] {"resource=" + encoded(server.publicUrl() + "/" + service + "/x")},
                new String[] {"resource=" + encoded(server.publicUrl() + "/" + service + "?x=1")},
                new String[] {"resource=" + encoded(server.publicUrl() + "/%")},
                new String[] {"resource=" + encoded(server.publicUrl() + "/" + service + "#x")},
                new String[] {"resource=" + service},
                new String[] {resource(service), resource(other)});
        for (String[] resources : wrong) {
            Answer answer = token(resources).expect(400);
            assertThat(member(answer, "error"))
                    .as(String.join("&", resources))
                    .isIn("invalid_target", "invalid_resource");
        }
        token(resource(service), resource(service)).expect(200);
    }

    @Test
    void aServiceWithoutAnyScopeOfTheClientGivesNoToken() {
        assertThat(member(token(resource(newService(server, "z"))).expect(400), "error"))
                .isEqualTo("invalid_scope");
    }

    @Test
    void theScopesOfAServiceFollowItsChanges() {
        token(resource(service)).expect(200);

        server.administrator().put("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"x","scope":"c"}
                        """.formatted(service)).expect(200);

        assertThat(member(token(resource(service)).expect(200), "scope")).isEqualTo("c");
    }

    @Test
    void aResourceIsTheSameHoweverItIsWritten() {
        String host = "api-" + UUID.randomUUID() + ".example";
        server.administrator()
                .put("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"s","scope":"a","resource":"https://%s"}
                        """.formatted(service, host))
                .expect(200);

        for (String same : List.of(
                "https://" + host,
                "https://" + host + "/",
                "HTTPS://" + host.toUpperCase(Locale.ROOT) + ":443",
                "https://" + host + ":/")) {
            assertThat(claims(member(token("resource=" + encoded(same)).expect(200), "access_token"))
                            .getAudience())
                    .containsExactly("https://" + host);
        }
        for (String another : List.of("http://" + host, "https://" + host + ":8443", "https://" + host + "/x")) {
            token("resource=" + encoded(another)).expect(400);
        }
        server.administrator()
                .post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"s","scope":"","resource":"https://%s:443/"}
                        """.formatted(service.replace("svc", "oth"), host))
                .expectError(400, "ERR12185", "RESOURCE_IN_USE");
    }
}
