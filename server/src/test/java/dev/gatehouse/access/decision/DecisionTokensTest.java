package dev.gatehouse.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.syntax.HeaderField;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whose tokens count for decisions. */
class DecisionTokensTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestServer server = TestServer.shared();
    private final GuardedApi pets = GuardedApi.register(server);
    private final GuardedApi others = GuardedApi.register(server);

    private Api tokenFor(GuardedApi service) {
        return tokenFor(server.publicUrl() + "/" + service.serviceId());
    }

    private Api tokenFor(String uri) {
        TestServer.Registered client = server.newClient("admin", "pets.r");
        String resource = URLEncoder.encode(uri, StandardCharsets.UTF_8);
        String token = server.open()
                .withBasic(client.clientId(), client.secret())
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials&resource=" + resource,
                        "Content-Type",
                        FORM)
                .expect(200)
                .json()
                .get("access_token")
                .asString();
        return server.admin().withToken(token);
    }

    @Test
    void s7_aTokenForOneServiceIsRefusedByAnother() {
        Api gateway = tokenFor(pets);

        for (int i = 0; i < 2; i++) {
            pets.original(gateway, "GET", "/v1/pets").expect(200);
            Answer refused =
                    others.original(gateway, "GET", "/v1/pets").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
            assertThat(refused.header("WWW-Authenticate"))
                    .contains("error=\"invalid_token\"", "scope=\"pets.r\"", others.serviceId());
            gateway.get("/oauth2/service?page=1").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        }
    }

    @Test
    void s7_aTokenForTheUrlThatAServiceRegisteredCountsThereOnly() {
        String url = "https://api.example.org/" + pets.serviceId();
        server.administrator()
                .put("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Guarded",
                 "scope":"pets.r pets.w pets.mine pets.admin","resource":"%s"}
                """.formatted(pets.serviceId(), url))
                .expect(200);
        Api gateway = tokenFor(url);

        pets.original(gateway, "GET", "/v1/pets").expect(200);
        others.original(gateway, "GET", "/v1/pets").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
        gateway.get("/oauth2/service?page=1").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
    }

    @Test
    void s7_aTokenForAnotherServiceIsNobodysOnAPublicEndpoint() {
        Answer answer = others.original(tokenFor(pets), "GET", "/health").expect(200);

        assertThat(answer.header("X-Auth-Subject")).isEmpty();
        assertThat(answer.header("X-Auth-Scope")).isEmpty();
    }

    @Test
    void aRevokedTokenMayNothingMore() {
        TestServer.Registered client = server.newClient("admin", "pets.r");
        String token = server.token(client.clientId(), client.secret());
        Api gateway = server.admin().withToken(token);
        pets.original(gateway, "GET", "/v1/pets").expect(200);

        server.open()
                .withBasic(client.clientId(), client.secret())
                .send("POST", "/oauth2/revoke", "token=" + token, "Content-Type", FORM)
                .expect(200);

        pets.original(gateway, "GET", "/v1/pets").expectError(401, "ERR10000", "INVALID_AUTH_TOKEN");
    }

    @Test
    void aTokenOfARemovedClientMayNothingMore() {
        TestServer.Registered client = server.newClient("admin", "pets.r");
        Api gateway = server.admin().withToken(server.token(client.clientId(), client.secret()));
        pets.original(gateway, "GET", "/v1/pets").expect(200);

        server.administrator().delete("/oauth2/client/" + client.clientId()).expect(204);

        pets.original(gateway, "GET", "/v1/pets").expect(401);
    }

    @Test
    void namesThatAFieldCannotHoldArePercentEncoded() {
        assertThat(HeaderField.encoded("maria")).isEqualTo("maria");
        assertThat(HeaderField.encoded("a b%c\r\nü")).isEqualTo("a%20b%25c%0D%0A%C3%BC");
    }
}
