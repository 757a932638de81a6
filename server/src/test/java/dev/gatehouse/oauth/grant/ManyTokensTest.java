package dev.gatehouse.oauth.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.oauth.TwoServers;
import dev.gatehouse.oauth.token.AccessTokens;
import dev.gatehouse.oauth.token.TokenAccess;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Registered;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** However many tokens a client has, one call ends them all: nothing is done for each of them. */
class ManyTokensTest {
    private static final int MANY = 1_000;
    private static final String[] REQUEST = {"X-Original-Method", "GET", "X-Original-URI", "/pets"};

    @Test
    void s27_aThousandTokensEndWithOneChange() {
        try (TwoServers servers = TwoServers.start()) {
            TestServer first = servers.first();
            Registered client = newClient(first);
            List<String> tokens = tokens(first, client);
            Registered watcher = first.newClient("admin", "oauth.introspect");
            Function<String, Object> decided = token -> servers.second()
                    .admin()
                    .withToken(token)
                    .get("/access/" + servers.service(), REQUEST)
                    .status();
            Function<String, Object> introspected = token -> {
                JsonNode answer = TokenFixture.form(servers.second(), watcher, "/oauth2/introspect", "token=" + token)
                        .json();
                return answer.get("active").asBoolean() ? answer.path("scope").asString("nothing") : "inactive";
            };
            assertThat(answers(tokens, decided)).containsExactly(200);
            assertThat(answers(tokens, introspected)).containsExactly("pets.r");

            first.administrator()
                    .delete("/oauth2/service/" + servers.service() + "/client/" + client.clientId())
                    .expect(204);

            await().until(() -> decided.apply(tokens.getFirst()).equals(403));
            assertThat(answers(tokens, decided)).containsExactly(403);
            assertThat(answers(tokens, introspected)).containsExactly("nothing");

            first.administrator().delete("/oauth2/client/" + client.clientId()).expect(204);

            await().until(() -> decided.apply(tokens.getFirst()).equals(401));
            assertThat(answers(tokens, decided)).containsExactly(401);
            assertThat(answers(tokens, introspected)).containsExactly("inactive");
            assertThat(rowsOfTokens(first)).isZero();
        }
    }

    private static Registered newClient(TestServer server) {
        JsonNode made = server.administrator()
                .post("/oauth2/client", """
                        {"clientName":"Desk","ownerId":"%s","scope":"pets.r"}
                        """.formatted(server.newUser()))
                .expect(200)
                .json();
        return new Registered(
                made.get("clientId").asString(), made.get("clientSecret").asString());
    }

    private static List<String> tokens(TestServer server, Registered client) {
        Client registered = new Clients(server.jdbi(), Clock.systemUTC())
                .authenticate(client.clientId(), SecretValue.of(client.secret()))
                .orElseThrow();
        TokenAccess access = new TokenAccess(
                registered, null, new Scope("pets.r"), null, null, null, Set.of(), new AccessTokens.Bounds(null, null));
        try (TokenFixture fixture = new TokenFixture(server)) {
            return IntStream.range(0, MANY)
                    .mapToObj(number -> issued(fixture, access, number))
                    .toList();
        }
    }

    private static String issued(TokenFixture fixture, TokenAccess access, int number) {
        try {
            return fixture.tokens()
                    .issue(access, false, "many/" + number)
                    .getAccessToken()
                    .getValue();
        } catch (GeneralException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<Object> answers(List<String> tokens, Function<String, Object> ask) {
        return tokens.parallelStream().map(ask).collect(Collectors.toSet());
    }

    private static long rowsOfTokens(TestServer server) {
        return server.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from revoked_token")
                        .mapTo(Long.class)
                        .one());
    }
}
