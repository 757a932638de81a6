package dev.gatehouse.oauth.authorize;

import static dev.gatehouse.oauth.TokenFixture.newService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Resource indicators (RFC 8707) from the authorization endpoint on. */
class CodeForResourceTest {
    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = people.newAdministrator();
    private final String orders = resource(newService(server, "oauth.service.r", "a"));
    private final String stock = resource(newService(server, "oauth.service.r", "a"));
    private final WebClient client = WebClient.register(
            server, "confidential", List.of("authorization_code", "refresh_token"), "oauth.service.r", "a");

    private String resource(String serviceId) {
        return server.publicUrl() + "/" + serviceId;
    }

    private Answer refresh(JsonNode tokens, String resource) {
        return client.post(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.get("refresh_token").asString(),
                        "resource",
                        resource));
    }

    private static String error(Answer answer) {
        return answer.expect(400).json().get("error").asString();
    }

    @Test
    void s7_theTokenIsForTheResourceAndRefusedElsewhere() {
        JsonNode tokens = people.tokens(client, user, "scope", "oauth.service.r a", "resource", orders);
        String access = tokens.get("access_token").asString();

        assertThat(TokenFixture.claims(access).getAudience()).containsExactly(orders);
        server.admin()
                .withToken(access)
                .get("/oauth2/service?page=1")
                .expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        assertThat(error(refresh(tokens, stock))).isEqualTo("invalid_target");
        JsonNode refreshed = refresh(tokens, orders).expect(200).json();
        assertThat(TokenFixture.claims(refreshed.get("access_token").asString()).getAudience())
                .containsExactly(orders);
    }

    @Test
    void s7_anotherResourceAtTheTokenEndpointIsAnInvalidTarget() {
        String code = people.code(client, user, "scope", "a", "resource", orders);

        assertThat(error(client.redeem(code, "resource", stock))).isEqualTo("invalid_target");
        assertThat(error(client.redeem(
                        people.code(client, user, "scope", "a", "resource", orders),
                        "resource",
                        server.publicUrl().toString())))
                .isEqualTo("invalid_target");
    }

    @Test
    void s7_theTokenRequestMayRepeatOrNarrow() {
        JsonNode repeated = client.redeem(
                        people.code(client, user, "scope", "a", "resource", orders), "resource", orders)
                .expect(200)
                .json();
        JsonNode narrowed = client.redeem(people.code(client, user, "scope", "a"), "resource", stock)
                .expect(200)
                .json();

        assertThat(TokenFixture.claims(repeated.get("access_token").asString()).getAudience())
                .containsExactly(orders);
        assertThat(TokenFixture.claims(narrowed.get("access_token").asString()).getAudience())
                .containsExactly(stock);
    }

    /** A service's own URI and the one under the issuer, and other ways to write that, name the same resource. */
    @Test
    void everyNameOfAResourceIsTheSameResource() {
        String id = newService(server, "a");
        String own = "https://" + id + ".example/api";
        server.administrator()
                .put(
                        "/oauth2/service",
                        "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"a\",\"resource\":\"%s\"}"
                                .formatted(id, own))
                .expect(200);
        String encoded = resource("%" + Integer.toHexString(id.charAt(0)) + id.substring(1));
        String upperCase = resource(id).replaceFirst("^http", "HTTP");
        List<String> names = List.of(own, resource(id), encoded, upperCase);
        for (String asked : names) {
            for (String repeated : names) {
                String code = people.code(client, user, "scope", "a", "resource", asked);
                JsonNode tokens =
                        client.redeem(code, "resource", repeated).expect(200).json();
                assertThat(TokenFixture.claims(tokens.get("access_token").asString())
                                .getAudience())
                        .containsExactly(own);
            }
        }
        JsonNode tokens = people.tokens(client, user, "scope", "a", "resource", resource(id));
        tokens = refresh(tokens, own).expect(200).json();
        tokens = refresh(tokens, encoded).expect(200).json();
        assertThat(error(refresh(tokens, stock))).isEqualTo("invalid_target");
        String code = people.code(client, user, "scope", "a", "resource", own);
        assertThat(error(client.redeem(code, "resource", stock))).isEqualTo("invalid_target");
        String both = "grant_type=client_credentials&resource=" + TokenFixture.encoded(own) + "&resource="
                + TokenFixture.encoded(resource(id));
        TestServer.Registered service = server.newClient("admin", "a");
        assertThat(TokenFixture.claims(TokenFixture.member(
                                TokenFixture.form(server, service, "/oauth2/token", both)
                                        .expect(200),
                                "access_token"))
                        .getAudience())
                .containsExactly(own);
    }

    @Test
    void whatIsNoResourceOfOursGoesBackToTheClient() {
        Visitor visitor = new Visitor(server.publicUrl());
        for (String wrong : List.of("https://elsewhere.example/x", "relative", orders + "#fragment", orders + "x")) {
            assertThat(WebClient.value(visitor.get(client.url("scope", "a", "resource", wrong)), "error"))
                    .as(wrong)
                    .isIn("invalid_target", "invalid_resource");
        }
        assertThat(WebClient.value(
                        visitor.get(
                                client.url("scope", "a", "resource", orders) + "&resource=" + Visitor.encoded(stock)),
                        "error"))
                .isEqualTo("invalid_target");
    }
}
