package dev.gatehouse.oauth.clientauth;

import static dev.gatehouse.access.issuers.TestIssuer.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import dev.gatehouse.access.issuers.TestIssuer;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients whose keys are where they say (RFC 7591 section 2, {@code jwks_uri}). */
class ClientKeysByReferenceTest {
    private static TestServer server;

    private final List<TestIssuer> hosts = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void closeHosts() {
        over.countDown();
        hosts.forEach(TestIssuer::close);
    }

    private TestIssuer host() {
        TestIssuer host = new TestIssuer();
        hosts.add(host);
        return host;
    }

    private static String described(String id, String jwksUri) {
        return """
                {%s"clientName":"Signs","scope":"oauth.service.r","jwksUri":"%s"}
                """.formatted(id.isEmpty() ? "" : "\"clientId\":\"" + id + "\",", jwksUri);
    }

    private static Assertions client(TestServer at, String jwksUri) {
        var client = at.administrator()
                .post("/oauth2/client", described("", jwksUri))
                .expect(200)
                .json();
        assertThat(client.get("tokenEndpointAuthMethod").asString()).isEqualTo("private_key_jwt");
        return new Assertions(at, client.get("clientId").asString());
    }

    private static String signed(Assertions client, TestIssuer host, String keyId) {
        try {
            return client.signed(JWSAlgorithm.ES256, keyId, new ECDSASigner(host.key()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer ask(Assertions client, TestIssuer host) {
        return client.present(signed(client, host, host.key().getKeyID()));
    }

    private static void expectUnavailable(Answer answer) {
        assertThat(answer.expect(503).json().get("error").asString()).isEqualTo("temporarily_unavailable");
        assertThat(answer.json().get("error_description").asString()).contains("keys of client");
        assertThat(answer.header("Retry-After")).isEqualTo("30");
    }

    @Test
    void keysAreFetchedOnceAndANewOneWhenAnAssertionNamesIt() {
        TestIssuer host = host();
        Assertions client = client(server, host.jwksUri());
        assertThat(host.fetches()).isZero();
        for (int i = 0; i < 3; i++) {
            ask(client, host).expect(200);
        }
        assertThat(host.fetches()).isEqualTo(1);

        host.rotate();

        ask(client, host).expect(200);
        assertThat(host.fetches()).isEqualTo(2);
    }

    @Test
    void s13_assertionsThatNameUnknownKeysCauseFewFetches() {
        TestIssuer host = host();
        Assertions client = client(server, host.jwksUri());
        ask(client, host).expect(200);

        for (int i = 0; i < 15; i++) {
            Answer answer =
                    client.present(signed(client, host, UUID.randomUUID().toString()));
            assertThat(answer.expect(401).json().get("error").asString()).isEqualTo("invalid_client");
        }

        assertThat(host.fetches()).isLessThanOrEqualTo(2);
        ask(client, host).expect(200);
    }

    @Test
    void s18_noPrivateAddressIsCalled() {
        TestIssuer host = host();

        expectUnavailable(ask(client(TestServer.shared(), host.jwksUri()), host));

        assertThat(host.fetches()).isZero();
    }

    @Test
    void s13_whatIsNoKeySetOrTooLargeOrElsewhereIsNotTaken() {
        TestIssuer good = host();
        TestIssuer host = host();
        for (TestIssuer.Behaviour behaviour : List.<TestIssuer.Behaviour>of(
                exchange -> send(exchange, "<html>"),
                exchange -> send(exchange, "[".repeat(60_000)),
                exchange -> send(exchange, "{\"keys\":[" + " ".repeat(200_000) + "]}"),
                exchange -> exchange.sendResponseHeaders(500, -1),
                exchange -> {
                    exchange.getResponseHeaders().set("Location", good.jwksUri());
                    exchange.sendResponseHeaders(302, -1);
                })) {
            host.answerKeysWith(behaviour);
            expectUnavailable(ask(client(server, host.jwksUri()), host));
        }
        assertThat(good.fetches()).isZero();
    }

    @Test
    void s13_aHostThatTricklesIsGivenUpAndNotAskedAgainAndAgain() {
        TestIssuer host = host();
        host.answerKeysWith(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            over.await();
        });
        Assertions client = client(server, host.jwksUri());

        expectUnavailable(ask(client, host));
        server.administrator().get("/oauth2/client/" + client.clientId()).expect(200);
        expectUnavailable(ask(client, host));
        int fetches = host.fetches();
        for (int i = 0; i < 10; i++) {
            expectUnavailable(ask(client, host));
        }

        assertThat(host.fetches()).isEqualTo(fetches).isLessThanOrEqualTo(4);
    }

    @Test
    void aChangeOfTheClientHasItsKeysFetchedFromWhereItSaysThen() {
        TestIssuer before = host();
        TestIssuer after = host();
        Assertions client = client(server, before.jwksUri());
        ask(client, before).expect(200);

        server.administrator()
                .put("/oauth2/client", described(client.clientId(), after.jwksUri()))
                .expect(200);

        ask(client, after).expect(200);
        assertThat(ask(client, before).status()).isEqualTo(401);
        assertThat(before.fetches()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://keys.example/jwks",
                "https://keys.example/jwks#a",
                "https://user@keys.example/jwks",
                "/jwks",
                "ftp://keys.example/jwks"
            })
    void theUriIsCheckedWhereItIsRegistered(String uri) {
        Api api = server.administrator();
        assertThat(api.post("/oauth2/client", described("", uri)).expect(400).description())
                .contains("/jwksUri");
        String both = """
                {"clientName":"Signs","jwksUri":"https://keys.example/jwks",
                 "jwks":{"keys":[%s]}}
                """.formatted(host().key().toPublicJWK().toJSONString());
        assertThat(api.post("/oauth2/client", both).expect(400).description()).contains("/jwksUri");
    }

    @Test
    void aClientThatRegistersItselfNamesItToo() {
        TestIssuer host = host();
        var registered = server.open()
                .withToken(server.administrator("oauth.client.register", "oauth.service.r")
                        .token())
                .post("/oauth2/register", """
                        {"client_name":"Signs","grant_types":["client_credentials"],"scope":"oauth.service.r",
                         "token_endpoint_auth_method":"private_key_jwt","jwks_uri":"%s"}
                        """.formatted(host.jwksUri()))
                .expect(201)
                .json();
        assertThat(registered.get("jwks_uri").asString()).isEqualTo(host.jwksUri());

        ask(new Assertions(server, registered.get("client_id").asString()), host)
                .expect(200);
    }
}
