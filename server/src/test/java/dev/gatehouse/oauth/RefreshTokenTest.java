package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.TokenFixture.claims;
import static dev.gatehouse.oauth.TokenFixture.encoded;
import static dev.gatehouse.oauth.TokenFixture.member;
import static dev.gatehouse.oauth.TokenFixture.newService;
import static dev.gatehouse.oauth.TokenFixture.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.GeneralException;
import dev.gatehouse.audit.RefusalAudit;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.oauth.token.RefreshFamily;
import dev.gatehouse.oauth.token.RefreshTokenValue;
import dev.gatehouse.oauth.token.RefreshTokens;
import dev.gatehouse.oauth.token.Revocations;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The refresh token grant (RFC 6749 section 6, RFC 9700 section 4.14). */
class RefreshTokenTest {
    private final TestServer server = TestServer.shared();
    private final TokenFixture fixture = new TokenFixture(server);

    @AfterEach
    void close() {
        fixture.close();
    }

    private static void refused(Answer answer, String error) {
        answer.expect(400);
        assertThat(member(answer, "error")).isEqualTo(error);
    }

    private boolean works(String accessToken) {
        return server.admin()
                        .withToken(accessToken)
                        .get("/oauth2/service?page=1")
                        .status()
                == 200;
    }

    /** Makes every token of the family older, as time does. */
    private void age(TokenFixture.Granted granted, Duration by) {
        UUID family = RefreshTokenValue.parse(granted.refresh()).orElseThrow().family();
        server.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        update refresh_family
                           set rotated = rotated - :by::interval, idle_until = idle_until - :by::interval,
                               expires = expires - :by::interval
                         where family_id = :family
                        """)
                        .bind("by", by.toSeconds() + " seconds")
                        .bind("family", family)
                        .execute());
    }

    @Test
    void aRefreshTokenGivesAnAccessTokenAndItsSuccessor() {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r", "oauth.service.w");

        Answer answer = refresh(server, granted.client(), granted.refresh()).expect(200);

        assertThat(member(answer, "refresh_token")).isNotEqualTo(granted.refresh());
        assertThat(member(answer, "scope")).isEqualTo("oauth.service.r oauth.service.w");
        var claims = claims(member(answer, "access_token"));
        assertThat(claims.getSubject()).isEqualTo(granted.userId());
        assertThat(claims.getClaim("client_id")).isEqualTo(granted.client().clientId());
        assertThat(claims.getClaim("auth_time")).isNotNull();
        assertThat(works(member(answer, "access_token"))).isTrue();
    }

    @Test
    void theScopeMayBecomeNarrowerForOneAccessTokenAndNeverWider() {
        TokenFixture.Granted granted = fixture.grant("a", "b");

        Answer narrow =
                refresh(server, granted.client(), granted.refresh(), "scope=b").expect(200);
        String next = member(narrow, "refresh_token");

        assertThat(member(narrow, "scope")).isEqualTo("b");
        refused(refresh(server, granted.client(), next, "scope=a+c"), "invalid_scope");
        assertThat(member(refresh(server, granted.client(), next).expect(200), "scope"))
                .isEqualTo("a b");
    }

    @Test
    void s4_refreshTokensRotateAndReuseRevokesEverythingFromTheOrigin() {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        Answer first = refresh(server, granted.client(), granted.refresh()).expect(200);
        Answer second = refresh(server, granted.client(), member(first, "refresh_token"))
                .expect(200);
        assertThat(works(granted.access())).isTrue();

        refused(refresh(server, granted.client(), granted.refresh()), "invalid_grant");

        refused(refresh(server, granted.client(), member(second, "refresh_token")), "invalid_grant");
        Assertions.assertThat(List.of(granted.access(), member(first, "access_token"), member(second, "access_token")))
                .noneMatch(this::works);
    }

    @Test
    void s4_aRepeatWithinTheGraceGetsTheSameSuccessor() {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        String successor =
                member(refresh(server, granted.client(), granted.refresh()).expect(200), "refresh_token");

        Answer repeated = refresh(server, granted.client(), granted.refresh()).expect(200);

        assertThat(member(repeated, "refresh_token")).isEqualTo(successor);
        assertThat(works(member(repeated, "access_token"))).isTrue();
        refresh(server, granted.client(), successor).expect(200);
    }

    @Test
    void s4_aClientMayHaveAnotherGrace() {
        TokenFixture.Granted patient = fixture.grant("oauth.service.r");
        TokenFixture.Granted strict = fixture.grant("oauth.service.r");
        for (var each : Map.of(patient, 60, strict, 0).entrySet()) {
            server.jdbi()
                    .useHandle(handle -> handle.createUpdate(
                                    "update client set protocol = :protocol::json where client_id = :id")
                            .bind("protocol", "{\"refreshGraceSeconds\":" + each.getValue() + "}")
                            .bind("id", each.getKey().client().clientId())
                            .execute());
        }
        refresh(server, patient.client(), patient.refresh()).expect(200);
        refresh(server, strict.client(), strict.refresh()).expect(200);
        age(patient, Duration.ofSeconds(40));

        refresh(server, patient.client(), patient.refresh()).expect(200);
        refused(refresh(server, strict.client(), strict.refresh()), "invalid_grant");
    }

    @Test
    void s4_aRepeatAfterTheGraceRevokes() {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        String successor =
                member(refresh(server, granted.client(), granted.refresh()).expect(200), "refresh_token");
        age(granted, Duration.ofSeconds(11));

        refused(refresh(server, granted.client(), granted.refresh()), "invalid_grant");
        refused(refresh(server, granted.client(), successor), "invalid_grant");
        assertThat(works(granted.access())).isFalse();
    }

    @Test
    void s4_anotherClientCannotUseATokenNorRevokeItByTrying() {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        TestServer.Registered other = server.newClient("admin", "oauth.service.r");

        refused(refresh(server, other, granted.refresh()), "invalid_grant");

        String successor =
                member(refresh(server, granted.client(), granted.refresh()).expect(200), "refresh_token");
        refused(refresh(server, other, granted.refresh()), "invalid_grant");
        refresh(server, granted.client(), successor).expect(200);
    }

    @Test
    void s4_familiesEndWhenUnusedForAWeekAndAfterAMonthInAnyCase() {
        TokenFixture.Granted idle = fixture.grant("oauth.service.r");
        age(idle, RefreshFamily.IDLE);
        refused(refresh(server, idle.client(), idle.refresh()), "invalid_grant");

        TokenFixture.Granted old = fixture.grant("oauth.service.r");
        String token = old.refresh();
        for (int day = 0; day < 30; day += 6) {
            age(old, Duration.ofDays(6));
            Answer answer = refresh(server, old.client(), token);
            if (day == 24) {
                refused(answer, "invalid_grant");
                return;
            }
            token = member(answer.expect(200), "refresh_token");
        }
    }

    @Test
    void s8_refreshTokensAreStoredAsHashesAndTheSuccessorIsSealed() {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        String successor =
                member(refresh(server, granted.client(), granted.refresh()).expect(200), "refresh_token");
        RefreshTokenValue token = RefreshTokenValue.parse(successor).orElseThrow();
        byte[] bytes = java.util.Base64.getUrlDecoder().decode(successor);
        String secret = java.util.HexFormat.of().formatHex(bytes, 16, 48);

        String row = server.jdbi()
                .withHandle(handle -> handle.createQuery("select f::text from refresh_family f where family_id = :id")
                        .bind("id", token.family())
                        .mapTo(String.class)
                        .one());

        assertThat(row)
                .contains(java.util.HexFormat.of().formatHex(token.hash()))
                .doesNotContain(secret)
                .doesNotContain(successor);
        assertThat(token.toString()).doesNotContain(successor.substring(30));
    }

    @Test
    void whatIsNoRefreshTokenIsRefused() {
        TestServer.Registered client = server.newClient("admin", "a");
        String unknown = RefreshTokenValue.random(UUID.randomUUID()).reveal();
        for (String token : List.of("x", unknown, "'", "A".repeat(64), "%C3%A9".repeat(32), "A".repeat(20_000))) {
            refused(refresh(server, client, token), "invalid_grant");
        }
        refused(TokenFixture.form(server, client, "/oauth2/token", "grant_type=refresh_token"), "invalid_request");
    }

    @Test
    void aForgedTokenOfAFamilyRevokesIt() {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        UUID family = RefreshTokenValue.parse(granted.refresh()).orElseThrow().family();

        refused(
                refresh(
                        server,
                        granted.client(),
                        RefreshTokenValue.random(family).reveal()),
                "invalid_grant");

        refused(refresh(server, granted.client(), granted.refresh()), "invalid_grant");
    }

    @Test
    void s7_aRefreshTokenGivesTokensForItsResourceOnly() {
        String service = newService(server, "a", "b");
        String other = newService(server, "a");
        URI resource = URI.create(server.publicUrl() + "/" + service);
        TokenFixture.Granted bound = fixture.grant(resource, "a", "c");
        TokenFixture.Granted free = fixture.grant("a", "c");
        String elsewhere = "resource=" + encoded(server.publicUrl() + "/" + other);

        Answer answer = refresh(server, bound.client(), bound.refresh()).expect(200);

        assertThat(claims(bound.access()).getAudience()).containsExactly(resource.toString());
        assertThat(claims(member(answer, "access_token")).getAudience()).containsExactly(resource.toString());
        assertThat(member(answer, "scope")).isEqualTo("a");
        refused(refresh(server, bound.client(), member(answer, "refresh_token"), elsewhere), "invalid_target");
        assertThat(claims(member(
                                refresh(server, free.client(), free.refresh(), elsewhere)
                                        .expect(200),
                                "access_token"))
                        .getAudience())
                .containsExactly(server.publicUrl() + "/" + other);
    }

    @Test
    void aScopeTheClientLostIsNotRefreshed() {
        TokenFixture.Granted granted = fixture.grant("a", "b");
        server.jdbi().useTransaction(handle -> {
            handle.createUpdate("update client set scope = 'b' where client_id = :id")
                    .bind("id", granted.client().clientId())
                    .execute();
            dev.gatehouse.store.ChangeFeed.announce(
                    handle,
                    dev.gatehouse.clients.Clients.TOPIC,
                    granted.client().clientId());
        });

        assertThat(member(refresh(server, granted.client(), granted.refresh()).expect(200), "scope"))
                .isEqualTo("b");
    }

    @Test
    void aDeletedUsersTokensStopWorking() {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        assertThat(works(granted.access())).isTrue();

        server.administrator().delete("/oauth2/user/" + granted.userId()).expect(204);

        assertThat(works(granted.access())).isFalse();
        refused(refresh(server, granted.client(), granted.refresh()), "invalid_grant");
    }

    @Test
    void s3_whatCameFromAnOriginIsRevokedTogether() {
        TokenFixture.Granted granted = fixture.grant("oauth.service.r");
        Answer next = refresh(server, granted.client(), granted.refresh()).expect(200);

        fixture.tokens().revokeOrigin(granted.origin());

        refused(refresh(server, granted.client(), member(next, "refresh_token")), "invalid_grant");
        org.awaitility.Awaitility.await().until(() -> !works(granted.access()) && !works(member(next, "access_token")));
    }

    @Test
    void theGraceEndsByTheClock() throws Exception {
        TokenFixture.Granted granted = fixture.grant("a");
        refresh(server, granted.client(), granted.refresh()).expect(200);
        Clock later = Clock.fixed(Instant.now().plusSeconds(11), ZoneOffset.UTC);
        var revocations = new Revocations(server.jdbi(), Duration.ofMinutes(10), later);
        RefreshTokens tokens = new RefreshTokens(
                server.jdbi(), revocations, new RefusalAudit(server.jdbi()), Duration.ofSeconds(10), later);
        var client = new dev.gatehouse.clients.Clients(server.jdbi(), later)
                .authenticate(
                        granted.client().clientId(),
                        SecretValue.of(granted.client().secret()))
                .orElseThrow();

        Assertions.assertThatThrownBy(() -> tokens.require(client, granted.refresh()))
                .isInstanceOf(GeneralException.class);
    }
}
