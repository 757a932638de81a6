package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications have people of their own connect accounts. */
class ConnectLinkTest {
    private final ConnectFixture fixture = new ConnectFixture().registered();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Answer ask(Api api, String more) {
        return api.post("/connections/link", """
                {"user":"Max Mustermann","connector":"%s"%s}""".formatted(fixture.name, more));
    }

    /** The path and query of a link that is bound to nobody. */
    private String link(String more) {
        URI url = URI.create(ask(fixture.api, ",\"unbound\":true" + more)
                .expect(201)
                .json()
                .get("url")
                .asString());
        assertThat(url.toString()).startsWith(fixture.server.publicUrl() + "/connect/");
        return url.getRawPath() + "?" + url.getRawQuery();
    }

    private String linkWithReturn() {
        return link(",\"returnUrl\":\"" + ConnectFixture.RETURN_URL + "\",\"state\":\"a&b\"");
    }

    private String begin(Visitor visitor, String link) {
        return visitor.submit(visitor.get(link).expect(200), Map.of())
                .expect(303)
                .header("Location");
    }

    @Test
    void connectsSomebodyWhoHasNoAccountHereAndSendsThemBack() {
        Visitor visitor = fixture.visitor();
        String link = linkWithReturn();
        Answer page = visitor.get(link).expect(200);

        assertThat(page.text()).contains("Test client", "Max Mustermann", "nobody checks that this is you");
        String callback = fixture.consent(begin(visitor, link));

        assertThat(visitor.get(callback).expect(303).header("Location"))
                .isEqualTo(ConnectFixture.RETURN_URL + "&status=connected&connector=" + fixture.name + "&state=a%26b");
        assertThat(fixture.vendor.grants().accepts(fixture.accessToken("Max%20Mustermann")))
                .isTrue();
    }

    @Test
    void whoSaysNoIsSentBackToo() {
        Visitor visitor = fixture.visitor();
        String state = ConnectFixture.query(begin(visitor, linkWithReturn())).get("state");

        assertThat(visitor.get("/connect/callback?error=access_denied&state=" + state)
                        .expect(303)
                        .header("Location"))
                .startsWith(ConnectFixture.RETURN_URL + "&status=denied&");
    }

    @Test
    void aLinkWorksUntilAConnectionCameOfIt() {
        Visitor visitor = fixture.visitor();
        String link = link("");
        begin(visitor, link);
        String callback = fixture.consent(begin(visitor, link));
        ConnectFixture.follow(visitor, callback).expect(200);

        assertThat(visitor.get(link).expect(200).text()).contains("<h1>Connected</h1>");
        fixture.visitor().get(link).expect(410);
    }

    @Test
    void s10_aLinkWorksInTheFirstBrowserThatGoesOn() {
        String link = link("");
        Visitor first = fixture.visitor();
        Visitor second = fixture.visitor();
        Answer firstPage = first.get(link).expect(200);
        Answer secondPage = second.get(link).expect(200);

        first.submit(firstPage, Map.of()).expect(303);

        second.submit(secondPage, Map.of()).expect(410);
        second.get(link).expect(410);
    }

    @Test
    void aLinkEnds() {
        String link = link("");
        Visitor visitor = fixture.visitor();
        Answer page = visitor.get(link).expect(200);
        fixture.server
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update connect_link set expires = now() - interval '1 second' where connector = ?",
                        fixture.name));

        visitor.submit(page, Map.of()).expect(410);
        visitor.get(link).expect(410);
        visitor.get("/connect/" + fixture.name + "?link=guessed").expect(410);
        visitor.get("/connect/port-nobody?link=guessed").expect(410);
    }

    @Test
    void s17_aLinkIsForItsOwnServiceOnly() {
        try (ConnectFixture other = new ConnectFixture().registered()) {
            String link = link("");
            fixture.visitor().get(link.replace(fixture.name, other.name)).expect(410);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://attacker.example/",
                "https://portal.example/connected",
                "https://portal.example/connected?from=gatehouse&more",
                "https://portal.example.attacker.example/connected?from=gatehouse",
                "//attacker.example",
                "javascript:alert(1)"
            })
    void s1_noReturnUrlThatTheClientDidNotRegister(String url) {
        ask(fixture.api, ",\"returnUrl\":\"" + url + "\"").expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void s1_aReturnUrlThatIsNoLongerRegisteredIsNotGoneTo() {
        Visitor visitor = fixture.visitor();
        String callback = fixture.consent(begin(visitor, linkWithReturn()));
        fixture.server
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update client set redirect_uris = '{}' where client_id = ?", fixture.client.clientId()));

        assertThat(visitor.get(callback).expect(303).header("Location")).startsWith("/connect/result/");
    }

    @Test
    void s17_onlyTheRegistrantOrWhoMayConnectEverybodyMakesLinks() {
        Api stranger = fixture.basic(fixture.newClient("token-storage.r", "token-storage.w"));
        Api portal = fixture.basic(fixture.newClient("token-storage.connect"));
        Api reader = fixture.basic(fixture.newClient("token-storage.r"));

        ask(stranger, "").expectError(403, "ERR11620", "PERMISSION_DENIED");
        ask(reader, "").expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
        ask(portal, "").expect(201);
    }

    @Test
    void refusesServicesAndPeopleThatCannotBe() {
        fixture.api
                .post("/connections/link", "{\"user\":\"a\",\"connector\":\"port-nobody\"}")
                .expectError(404, "ERR12130", "CONNECTOR_NOT_FOUND");
        for (String user : new String[] {"", " ", "a/b", ".."}) {
            fixture.api
                    .post("/connections/link", "{\"user\":\"" + user + "\",\"connector\":\"" + fixture.name + "\"}")
                    .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        }
    }

    @Test
    void s9_linksAreKeptAsHashes() {
        String link = link("");
        String secret = link.substring(link.indexOf('=') + 1);

        String rows = fixture.server
                .jdbi()
                .withHandle(handle -> handle.createQuery("select string_agg(l::text, ' ') from connect_link l")
                        .mapTo(String.class)
                        .one());
        assertThat(rows).contains(fixture.name).doesNotContain(secret);
    }
}
