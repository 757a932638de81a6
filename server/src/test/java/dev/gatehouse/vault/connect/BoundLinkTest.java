package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.LoggedLines;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A connect link is for one person, whoever opens it. */
class BoundLinkTest {
    private static final String RETURN = ",\"returnUrl\":\"" + ConnectFixture.RETURN_URL + "\"";

    private final ConnectFixture fixture = new ConnectFixture();

    BoundLinkTest() {
        fixture.registered("\"revoke_url\":\"" + fixture.vendor.revokeUrl() + "\"");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A link, and what its maker keeps of it. */
    private record Link(String id, String target) {}

    private Link link(String more) {
        JsonNode made = fixture.api
                .post(
                        "/connections/link",
                        "{\"user\":\"%s\",\"connector\":\"%s\"%s}".formatted(fixture.user, fixture.name, more))
                .expect(201)
                .json();
        URI url = URI.create(made.get("url").asString());
        return new Link(made.get("linkId").asString(), url.getRawPath() + "?" + url.getRawQuery());
    }

    /** Goes on from the link's page, consents, and is back; where the browser is sent. */
    private String through(Visitor visitor, Link link) {
        String authorizeUrl = visitor.submit(visitor.get(link.target()).expect(200), Map.of())
                .expect(303)
                .header("Location");
        return visitor.get(fixture.consent(authorizeUrl)).expect(303).header("Location");
    }

    private static String code(String location) {
        assertThat(location).startsWith(ConnectFixture.RETURN_URL + "&status=unconfirmed");
        return ConnectFixture.query(location).get("connect_code");
    }

    private Answer confirm(Api api, Link link, String user, String code) {
        return api.post(
                "/connections/link/" + link.id() + "/confirm",
                "{\"user\":\"%s\",\"code\":\"%s\"}".formatted(user, code));
    }

    private long vendorTokensTakenBack() {
        return fixture.vendor.calls().stream()
                .filter(call -> call.path().equals("/revoke"))
                .count();
    }

    @Test
    void s33_itsUserGoesOnOnceSignedIn() {
        Link link = link("");
        Visitor visitor = fixture.visitor();
        Answer signIn = visitor.get(link.target()).expect(200);

        String back = visitor.signIn(signIn, fixture.user, "correct horse")
                .expect(303)
                .header("Location");

        assertThat(back).isEqualTo(link.target());
        assertThat(through(visitor, link)).startsWith("/connect/result/");
        assertThat(fixture.accessToken(fixture.user)).isNotEmpty();
    }

    @Test
    void s33_whoWasSentSomebodyElsesLinkConnectsNothing() {
        Link link = link("");
        String other = fixture.server.newUser();
        Visitor visitor = fixture.signedIn(other);

        assertThat(visitor.get(link.target()).expect(403).text())
                .contains("This link is for somebody else", "signed in as " + other, "/account")
                .doesNotContain(fixture.user);
        Map<String, String> form = Visitor.hidden(visitor.get("/connect/" + fixture.name));
        form.put("link", link.target().substring(link.target().indexOf('=') + 1));
        visitor.post("/connect/" + fixture.name, form).expect(403);

        fixture.expectNoConnection(fixture.user);
        fixture.expectNoConnection(other);
        through(fixture.signedIn(), link);
        assertThat(fixture.accessToken(fixture.user)).isNotEmpty();
    }

    @Test
    void s33_whoIsSignedInAsAnotherMeanwhileDoesNotComeBack() {
        Visitor visitor = fixture.signedIn();
        String authorizeUrl = visitor.submit(visitor.get(link("").target()).expect(200), Map.of())
                .expect(303)
                .header("Location");
        visitor.submit(visitor.get("/logout"), Map.of("decision", "leave"));
        visitor.signIn(visitor.get("/login"), fixture.server.newUser(), "correct horse")
                .expect(303);

        visitor.get(fixture.consent(authorizeUrl)).expect(400);

        fixture.expectNoConnection(fixture.user);
    }

    @Test
    void s33_nothingIsConnectedBeforeTheApplicationConfirms() {
        Link link = link(RETURN + ",\"state\":\"s\"");
        String back = through(fixture.visitor(), link);

        assertThat(back).endsWith("&state=s&connect_code=" + code(back));
        fixture.expectNoConnection(fixture.user);
        fixture.api
                .get("/connections/" + fixture.user + "/" + fixture.name + "/token")
                .expect(404);

        confirm(fixture.api, link, fixture.user, code(back)).expect(204);

        assertThat(fixture.vendor.grants().accepts(fixture.accessToken(fixture.user)))
                .isTrue();
        confirm(fixture.api, link, fixture.user, code(back)).expectError(404, "ERR12230", "CONFIRMATION_NOT_FOUND");
    }

    @Test
    void s33_aConnectionThatIsThereStaysUntilThen() {
        Visitor visitor = fixture.signedIn();
        ConnectFixture.follow(visitor, fixture.consent(fixture.begin(visitor))).expect(200);
        String before = fixture.accessToken(fixture.user);
        Link link = link(RETURN);

        String code = code(through(fixture.visitor(), link));

        assertThat(fixture.accessToken(fixture.user)).isEqualTo(before);
        confirm(fixture.api, link, fixture.user, code).expect(204);
        assertThat(fixture.accessToken(fixture.user)).isNotEqualTo(before);
    }

    @Test
    void s33_onlyItsMakerConfirmsAndOnlyWithItsOwnCode() {
        Link link = link(RETURN);
        Link other = link(RETURN);
        String code = code(through(fixture.visitor(), link));
        String othersCode = code(through(fixture.visitor(), other));
        Api stranger = fixture.basic(fixture.newClient("token-storage.w", "token-storage.connect"));
        Link unknown = new Link("0", "");

        confirm(stranger, link, fixture.user, code).expectError(404, "ERR12230", "CONFIRMATION_NOT_FOUND");
        confirm(fixture.api, unknown, fixture.user, code).expectError(404, "ERR12230", "CONFIRMATION_NOT_FOUND");
        for (String wrong : new String[] {othersCode, link.id(), "x"}) {
            confirm(fixture.api, link, fixture.user, wrong).expectError(400, "ERR12231", "CONNECT_CODE_WRONG");
        }
        fixture.expectNoConnection(fixture.user);
        confirm(fixture.api, link, fixture.user, code).expect(204);
    }

    @Test
    void s33_whatSomebodyElseConnectedIsDropped() {
        Link link = link(RETURN);
        String code = code(through(fixture.visitor(), link));

        confirm(fixture.api, link, "mallory", code).expectError(409, "ERR12232", "CONNECT_LINK_FORWARDED");

        confirm(fixture.api, link, fixture.user, code).expectError(404, "ERR12230", "CONFIRMATION_NOT_FOUND");
        fixture.expectNoConnection(fixture.user);
        await().untilAsserted(() -> assertThat(vendorTokensTakenBack()).isEqualTo(2));
    }

    @Test
    void s33_aCodeEnds() {
        Link link = link(RETURN);
        Visitor visitor = fixture.visitor();
        String code = code(through(visitor, link));
        fixture.server
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update unconfirmed_connection set expires = now() - interval '1 second' where link_id = ?",
                        link.id()));

        confirm(fixture.api, link, fixture.user, code).expectError(404, "ERR12230", "CONFIRMATION_NOT_FOUND");
        visitor.get(link.target()).expect(410);
    }

    @Test
    void s33_aBrowserThatGoesBackGetsAnotherCodeInPlaceOfTheFirst() {
        Link link = link(RETURN);
        Visitor visitor = fixture.visitor();
        String first = code(through(visitor, link));

        String second = code(visitor.get(link.target()).expect(303).header("Location"));

        fixture.visitor().get(link.target()).expect(410);
        confirm(fixture.api, link, fixture.user, first).expectError(400, "ERR12231", "CONNECT_CODE_WRONG");
        confirm(fixture.api, link, fixture.user, second).expect(204);
        visitor.get(link.target()).expect(410);
    }

    @Test
    void s33_aServiceThatWasChangedMeanwhileIsNotConnected() {
        Link link = link(RETURN);
        String code = code(through(fixture.visitor(), link));
        fixture.registeredAt("https://elsewhere.example/authorize");

        confirm(fixture.api, link, fixture.user, code).expectError(404, "ERR12230", "CONFIRMATION_NOT_FOUND");

        fixture.expectNoConnection(fixture.user);
    }

    @Test
    void s33_enteredCredentialsWaitToo() {
        fixture.registeredForLogin(true, true);
        Link link = link(RETURN);
        Visitor visitor = fixture.visitor();
        Answer page = visitor.get(link.target()).expect(200);

        String code = code(visitor.submit(page, Map.of("username", "maria", "password", "hunter2"))
                .expect(303)
                .header("Location"));

        fixture.expectNoConnection(fixture.user);
        confirm(fixture.api, link, fixture.user, code).expect(204);
        assertThat(fixture.accessToken(fixture.user)).isEqualTo("hunter2");
    }

    @Test
    void s9_theCodeIsInNoLogNoRowAndNoReferrer() {
        try (LoggedLines lines = LoggedLines.usual()) {
            Link link = link(RETURN);
            Visitor visitor = fixture.visitor();
            through(visitor, link);
            Answer again = visitor.get(link.target()).expect(303);
            String code = code(again.header("Location"));
            String rows = fixture.server
                    .jdbi()
                    .withHandle(handle -> handle.createQuery(
                                    "select string_agg(u::text, ' ') from unconfirmed_connection u")
                            .mapTo(String.class)
                            .one());

            confirm(fixture.api, link, fixture.user, code).expect(204);

            assertThat(again.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(rows).contains(link.id()).doesNotContain(code);
            assertThat(lines.all()).noneMatch(line -> line.contains(code));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'\"bind\":\"code\"'; returnUrl",
                "'\"bind\":\"session\",\"unbound\":true'; bind",
                "'\"bind\":\"unbound\"'; bind",
                "'\"unbound\":\"yes\"'; unbound"
            })
    void refusesBindingsThatCannotBe(String members, String wrong) {
        Answer refused = fixture.api
                .post("/connections/link", "{\"user\":\"a\",\"connector\":\"%s\",%s}".formatted(fixture.name, members))
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");

        assertThat(refused.text()).contains("/" + wrong);
    }

    @Test
    void aLinkThatReturnsCanBeBoundToTheSessionToo() {
        Link link = link(RETURN + ",\"bind\":\"session\"");

        assertThat(through(fixture.signedIn(), link)).startsWith(ConnectFixture.RETURN_URL + "&status=connected");
    }
}
