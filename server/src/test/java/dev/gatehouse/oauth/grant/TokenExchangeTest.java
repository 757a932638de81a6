package dev.gatehouse.oauth.grant;

import static dev.gatehouse.oauth.TokenFixture.claims;
import static dev.gatehouse.oauth.TokenFixture.encoded;
import static dev.gatehouse.oauth.TokenFixture.form;
import static dev.gatehouse.oauth.TokenFixture.member;
import static dev.gatehouse.oauth.TokenFixture.newService;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Token exchange (RFC 8693): what comes out reaches less than what went in. */
class TokenExchangeTest {
    private static final String ACCESS_TOKEN = encoded("urn:ietf:params:oauth:token-type:access_token");
    private static final String EXCHANGE = "grant_type=" + encoded("urn:ietf:params:oauth:grant-type:token-exchange");

    private final TestServer server = TestServer.shared();
    private final TokenFixture fixture = new TokenFixture(server);
    private final String service = newService(server, "a", "b");
    private final TestServer.Registered gateway = server.newClient("admin", "a", "b", "oauth.service.r");
    private final TokenFixture.Granted user = fixture.grant("a", "c", "oauth.service.r");

    @AfterEach
    void close() {
        fixture.close();
    }

    private Answer exchange(TestServer.Registered client, String subjectToken, String... more) {
        String subject = EXCHANGE + "&subject_token=" + subjectToken + "&subject_token_type=" + ACCESS_TOKEN;
        return form(server, client, "/oauth2/token", subject, more);
    }

    private String resource() {
        return "resource=" + encoded(server.publicUrl() + "/" + service);
    }

    private static void refused(Answer answer, String error) {
        answer.expect(400);
        assertThat(member(answer, "error")).isEqualTo(error);
    }

    @Test
    void theScopeAndTheAudienceBecomeNarrower() {
        Answer answer = exchange(gateway, user.access(), resource()).expect(200);

        assertThat(member(answer, "issued_token_type")).isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(member(answer, "scope")).isEqualTo("a");
        JWTClaimsSet claims = claims(member(answer, "access_token"));
        assertThat(claims.getSubject()).isEqualTo(user.userId());
        assertThat(claims.getClaim("client_id")).isEqualTo(gateway.clientId());
        assertThat(claims.getAudience()).containsExactly(server.publicUrl() + "/" + service);
        assertThat(claims.getExpirationTime())
                .isBeforeOrEqualTo(claims(user.access()).getExpirationTime());
        assertThat(claims.getClaim("act")).isNull();
    }

    @Test
    void anAudienceIsAServiceId() {
        Answer answer = exchange(gateway, user.access(), "audience=" + service).expect(200);

        assertThat(claims(member(answer, "access_token")).getAudience())
                .containsExactly(server.publicUrl() + "/" + service);
        refused(exchange(gateway, user.access(), "audience=nobody"), "invalid_target");
        refused(exchange(gateway, user.access(), "audience=" + encoded("a b/")), "invalid_target");
    }

    @Test
    void s7_nothingBecomesWider() {
        String narrow = member(exchange(gateway, user.access(), resource()).expect(200), "access_token");
        String other = newService(server, "a");

        refused(exchange(gateway, user.access(), "scope=b"), "invalid_scope");
        refused(exchange(gateway, user.access(), "scope=c"), "invalid_scope");
        refused(exchange(gateway, narrow, "audience=" + other), "invalid_target");
        refused(exchange(gateway, narrow, "resource=" + encoded(server.publicUrl())), "invalid_target");
        refused(exchange(gateway, narrow, "scope=oauth.service.r"), "invalid_scope");
        assertThat(claims(member(exchange(gateway, narrow).expect(200), "access_token"))
                        .getAudience())
                .containsExactly(server.publicUrl() + "/" + service);
    }

    @Test
    void theNewTokenLivesNoLongerThanTheSubjectsToken() {
        Clock earlier = Clock.fixed(Instant.now().minus(Duration.ofMinutes(8)), ZoneOffset.UTC);
        try (TokenFixture old = new TokenFixture(server, earlier)) {
            TokenFixture.Granted granted = old.grant("a");

            Answer answer = exchange(gateway, granted.access()).expect(200);

            assertThat(answer.json().get("expires_in").asInt()).isLessThanOrEqualTo(120);
            assertThat(claims(member(answer, "access_token")).getExpirationTime())
                    .isEqualTo(claims(granted.access()).getExpirationTime());
        }
    }

    @Test
    void anActorTokenSaysWhoActsAndWhoActedBefore() {
        String actor = server.token(gateway.clientId(), gateway.secret());
        String once = member(exchange(gateway, user.access(), actor(actor)).expect(200), "access_token");
        TestServer.Registered next = server.newClient("admin", "a");
        String nextActor = server.token(next.clientId(), next.secret());

        String twice = member(exchange(next, once, actor(nextActor)).expect(200), "access_token");

        assertThat(claims(once).getClaim("act"))
                .isEqualTo(Map.of("sub", gateway.clientId(), "client_id", gateway.clientId()));
        assertThat(claims(twice).getClaim("act"))
                .isEqualTo(Map.of(
                        "sub",
                        next.clientId(),
                        "client_id",
                        next.clientId(),
                        "act",
                        Map.of("sub", gateway.clientId(), "client_id", gateway.clientId())));
        refused(exchange(next, user.access(), actor(actor)), "invalid_request");
    }

    private TestServer.Registered naming(String mayAct) {
        TestServer.Registered source = server.newClient("admin", "a");
        server.administrator()
                .put("/oauth2/client", """
                        {"clientId":"%s","clientName":"Source","customClaim":{"may_act":%s}}
                        """.formatted(source.clientId(), mayAct))
                .expect(200);
        return source;
    }

    @Test
    void s25_onlyWhomATokenNamesMayExchangeIt() {
        TestServer.Registered source = naming("{\"client_id\":\"%s\"}".formatted(gateway.clientId()));
        TestServer.Registered stranger = server.newClient("admin", "a");
        String token = server.token(source.clientId(), source.secret());

        refused(exchange(stranger, token), "invalid_request");
        refused(exchange(source, token), "invalid_request");
        String exchanged = member(exchange(gateway, token).expect(200), "access_token");
        refused(exchange(stranger, exchanged), "invalid_request");
        assertThat(claims(exchanged).getClaim("may_act")).isEqualTo(Map.of("client_id", gateway.clientId()));
        assertThat(form(server, source, "/oauth2/introspect", "token=" + token)
                        .json()
                        .get("may_act")
                        .get("client_id")
                        .asString())
                .isEqualTo(gateway.clientId());
    }

    @Test
    void s25_anActorNamedByItsSubjectMustBeThatSubject() {
        TestServer.Registered source = naming("{\"sub\":\"%s\"}".formatted(user.userId()));
        String token = server.token(source.clientId(), source.secret());
        TestServer.Registered app = user.client();
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update client set grant_types = grant_types || array[?] where client_id = ?",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        app.clientId()));
        String itself = server.token(app.clientId(), app.secret());

        refused(exchange(app, token), "invalid_request");
        refused(exchange(app, token, actor(itself)), "invalid_request");
        String exchanged = member(exchange(app, token, actor(user.access())).expect(200), "access_token");
        assertThat(claims(exchanged).getClaim("act"))
                .isEqualTo(Map.of("sub", user.userId(), "client_id", app.clientId()));
    }

    private static String actor(String token) {
        return "actor_token=" + token + "&actor_token_type=" + ACCESS_TOKEN;
    }

    /** Of a version that did not know what it means, perhaps. */
    @Test
    void s25_aTokenThatNamesNobodyWeUnderstandIsExchangedByNobody() {
        for (String mayAct : List.of("\"x\"", "{}", "{\"role\":\"gateway\"}", "{\"client_id\":[\"x\"]}")) {
            TestServer.Registered source = server.newClient("admin", "a");
            server.jdbi()
                    .useHandle(handle -> handle.execute(
                            "update client set custom_claim = ?::json where client_id = ?",
                            "{\"may_act\":" + mayAct + "}",
                            source.clientId()));

            refused(exchange(gateway, server.token(source.clientId(), source.secret())), "invalid_request");
        }
    }

    @Test
    void anExchangedTokenDiesWithTheTokenItCameFrom() {
        String exchanged = member(exchange(gateway, user.access()).expect(200), "access_token");
        assertThat(works(exchanged)).isTrue();

        form(server, user.client(), "/oauth2/revoke", "token=" + user.access()).expect(200);

        assertThat(works(exchanged)).isFalse();
        refused(exchange(gateway, user.access()), "invalid_request");
        assertThat(server.admin()
                        .withToken(exchanged)
                        .get("/oauth2/service?page=1")
                        .text())
                .contains("ERR10000");
    }

    @Test
    void aClientsOwnTokenMayBeExchangedToo() {
        TestServer.Registered source = server.newClient(user.userId(), "oauth.service.r");
        String token = server.token(source.clientId(), source.secret());

        String exchanged = member(exchange(gateway, token).expect(200), "access_token");

        assertThat(claims(exchanged).getSubject()).isEqualTo(source.clientId());
        assertThat(works(exchanged)).isTrue();
    }

    @Test
    void whatIsNoAccessTokenOfOursIsRefused() {
        String[] parts = user.access().split("\\.");
        for (String token : List.of(
                "x", user.refresh(), parts[0] + "." + parts[1] + ".AAAA", parts[0] + ".e30." + parts[2], "%00")) {
            refused(exchange(gateway, token), "invalid_request");
        }
        refused(
                form(
                        server,
                        gateway,
                        "/oauth2/token",
                        EXCHANGE + "&subject_token=" + user.access() + "&subject_token_type="
                                + encoded("urn:ietf:params:oauth:token-type:saml2")),
                "invalid_request");
        refused(
                exchange(
                        gateway,
                        user.access(),
                        "requested_token_type=" + encoded("urn:ietf:params:oauth:token-type:refresh_token")),
                "invalid_request");
        refused(exchange(gateway, user.access(), "actor_token=x"), "invalid_request");
        refused(form(server, gateway, "/oauth2/token", EXCHANGE), "invalid_request");
    }

    @Test
    void aTokenCannotBeExchangedForEver() {
        String token = user.access();
        Answer answer = null;
        for (int i = 0; i < 20; i++) {
            answer = exchange(gateway, token);
            if (answer.status() != 200) {
                break;
            }
            token = member(answer, "access_token");
        }
        refused(answer, "invalid_request");
    }

    private boolean works(String accessToken) {
        return server.admin()
                        .withToken(accessToken)
                        .get("/oauth2/service?page=1")
                        .status()
                == 200;
    }
}
