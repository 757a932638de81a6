package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People connect their own accounts at a third party. */
class AuthorizationCodeFlowTest {
    private final ConnectFixture fixture = new ConnectFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void connectsTheAccountOfWhoIsSignedIn() {
        fixture.registered("\"displayName\":\"The Vendor\"");
        Visitor visitor = fixture.signedIn();

        Answer page = visitor.get("/connect/" + fixture.name).expect(200);
        assertThat(page.text()).contains("Connect The Vendor", "Continue to localhost");
        String url = visitor.submit(page, Map.of()).expect(303).header("Location");
        Map<String, String> request = ConnectFixture.query(url);

        assertThat(request)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", fixture.server.publicUrl() + "/connect/callback")
                .containsKeys("state", "code_challenge", "client_id");
        assertThat(ConnectFixture.follow(visitor, fixture.consent(url))
                        .expect(200)
                        .text())
                .contains("<h1>Connected</h1>", "The Vendor");
        assertThat(fixture.vendor.grants().accepts(fixture.accessToken(fixture.user)))
                .isTrue();
        assertThat(fixture.api
                        .get("/connections/" + fixture.user + "/" + fixture.name)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("connected");
    }

    @Test
    void hasStrangersSignInFirstAndLeadsThemOn() {
        fixture.registered();
        Visitor visitor = fixture.visitor();

        Answer login = visitor.get("/connect/" + fixture.name).expect(200);
        assertThat(login.text()).contains("<h1>Sign in</h1>");

        assertThat(visitor.signIn(login, fixture.user, "correct horse")
                        .expect(303)
                        .header("Location"))
                .isEqualTo("/connect/" + fixture.name);
    }

    @Test
    void strangersDoNotLearnWhichServicesThereAre() {
        assertThat(fixture.visitor().get("/connect/port-nobody").expect(200).text())
                .contains("<h1>Sign in</h1>");
        fixture.signedIn().get("/connect/port-nobody").expect(404);
    }

    @Test
    void aChallengeIsLeftOutWhereTheThirdPartyTakesNone() {
        fixture.registered("\"pkce\":false");
        Visitor visitor = fixture.signedIn();
        String url = fixture.begin(visitor);

        assertThat(ConnectFixture.query(url)).doesNotContainKeys("code_challenge", "code_challenge_method");
        ConnectFixture.follow(visitor, fixture.consent(url)).expect(200);
        assertThat(fixture.vendor.grants().accepts(fixture.accessToken(fixture.user)))
                .isTrue();
    }

    @Test
    void authorizeUrlsAsExistingConnectorsSendThemAreUnderstood() {
        fixture.registeredAt(fixture.vendor.authorizeUrl()
                + "%3Fredirect_uri=https://old.example/rds&response_type=code&client_id=old&scope=a%20b");
        Visitor visitor = fixture.signedIn();
        String url = fixture.begin(visitor);

        assertThat(ConnectFixture.query(url))
                .containsEntry("scope", "a b")
                .containsEntry("redirect_uri", fixture.server.publicUrl() + "/connect/callback");
        assertThat(ConnectFixture.follow(visitor, fixture.consent(url)).text()).contains("<h1>Connected</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&iss=https%3A%2F%2Fvendor.example%2Fissuer", ""})
    void s6_aRegisteredIssuerHasToBeNamed(String named) {
        fixture.registered("\"issuer\":\"https://vendor.example/issuer\"");
        Visitor visitor = fixture.signedIn();

        Answer page = ConnectFixture.follow(visitor, fixture.consent(fixture.begin(visitor)) + named);

        assertThat(page.text()).contains(named.isEmpty() ? "<h1>Not connected</h1>" : "<h1>Connected</h1>");
    }

    @Test
    void twoTabsDoNotDisturbEachOther() {
        fixture.registered();
        Visitor visitor = fixture.signedIn();
        String first = fixture.consent(fixture.begin(visitor));
        String second = fixture.consent(fixture.begin(visitor));

        ConnectFixture.follow(visitor, second).expect(200);
        String before = fixture.accessToken(fixture.user);
        ConnectFixture.follow(visitor, first).expect(200);

        assertThat(fixture.accessToken(fixture.user)).isNotEqualTo(before);
    }

    @Test
    void connectingAgainReplacesTheTokensOfARefreshThatRuns() {
        fixture.registered();
        Visitor visitor = fixture.signedIn();
        ConnectFixture.follow(visitor, fixture.consent(fixture.begin(visitor)));
        fixture.server.jdbi().useHandle(handle -> handle.execute("""
                update connection set lease_owner = gen_random_uuid(), lease_until = now() + interval '1 hour',
                       status = 'reconnect_required' where connector = ?
                """, fixture.name));
        String before = tokens();

        ConnectFixture.follow(visitor, fixture.consent(fixture.begin(visitor)));

        assertThat(tokens()).isNotEqualTo(before).endsWith(" connected true");
    }

    /** Version, status, and whether there is no lease. */
    private String tokens() {
        return fixture.server
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                        select token_version || ' ' || status || ' ' || (lease_owner is null) from connection
                         where connector = ?
                        """)
                        .bind(0, fixture.name)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void s10_theFormTakesATokenOfThisBrowsersPage() {
        fixture.registered();
        Visitor visitor = fixture.signedIn();
        Answer page = visitor.get("/connect/" + fixture.name);
        String others = Visitor.hidden(fixture.signedIn().get("/connect/" + fixture.name))
                .get("form_token");

        visitor.post("/connect/" + fixture.name, Map.of("x", "y")).expect(403);
        visitor.post("/connect/" + fixture.name, Map.of("form_token", others)).expect(403);

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self' https:")
                .doesNotContain("script-src");
    }

    @Test
    void s10_lookingAtThePageBeginsNothing() {
        fixture.registered();
        fixture.signedIn().get("/connect/" + fixture.name).expect(200);

        assertThat(fixture.pendingConnections("true")).isZero();
    }

    @Test
    void attemptsThatAreOverGo() {
        fixture.registered();
        Visitor visitor = fixture.signedIn();
        fixture.begin(visitor);
        fixture.server
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update connect_attempt set expires = now() - interval '1 day' where connector = ?",
                        fixture.name));

        await().untilAsserted(() -> {
            fixture.begin(visitor);
            assertThat(fixture.pendingConnections("expires < now()")).isZero();
        });
    }
}
