package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer.Registered;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A way to connect leads somewhere only while who made it may still connect that person. */
class LinkMakerTest {
    private final ConnectFixture fixture = new ConnectFixture().registered();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** What lets a client connect people, and how it ends. */
    enum Right {
        OF_THE_PORTAL,
        OF_THE_REGISTRANT,
        OF_ITS_OWNER
    }

    /** Who makes the link, and what takes the right to it. */
    private record Maker(Registered client, Runnable end) {}

    private Maker maker(Right right) {
        if (right == Right.OF_THE_REGISTRANT) {
            return new Maker(fixture.client, () -> setScope(fixture.client, "token-storage.r"));
        }
        Registered portal = fixture.newClient("token-storage.r", "token-storage.connect");
        if (right == Right.OF_THE_PORTAL) {
            return new Maker(portal, () -> setScope(portal, "token-storage.r"));
        }
        String owner = fixture.server.newUser();
        setGiven(owner, "token-storage.connect");
        setOwner(portal, owner);
        return new Maker(portal, () -> setGiven(owner, ""));
    }

    private void setScope(Registered client, String scope) {
        change(client, "\"scope\":\"%s\"".formatted(scope));
    }

    private void setOwner(Registered client, String owner) {
        change(client, "\"ownerId\":\"%s\",\"scope\":\"token-storage.r token-storage.connect\"".formatted(owner));
    }

    private void change(Registered client, String members) {
        fixture.server
                .administrator()
                .put(
                        "/oauth2/client",
                        "{\"clientId\":\"%s\",\"clientName\":\"Portal\",\"redirectUri\":\"%s\",%s}"
                                .formatted(client.clientId(), ConnectFixture.RETURN_URL, members))
                .expect(200);
    }

    private void setGiven(String userId, String scope) {
        fixture.server
                .administrator()
                .put("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"%s@example.org","scope":"%s"}
                        """.formatted(userId, userId, scope))
                .expect(200);
    }

    private String link(Api api, String user, String more) {
        URI url = URI.create(api.post(
                        "/connections/link",
                        "{\"user\":\"%s\",\"connector\":\"%s\"%s}".formatted(user, fixture.name, more))
                .expect(201)
                .json()
                .get("url")
                .asString());
        return url.getRawPath() + "?" + url.getRawQuery();
    }

    private String begun(Visitor visitor, String link) {
        String authorizeUrl = visitor.submit(visitor.get(link).expect(200), Map.of())
                .expect(303)
                .header("Location");
        return fixture.consent(authorizeUrl);
    }

    @ParameterizedTest
    @EnumSource
    void s27_aLinkEndsWithTheRightOfItsMaker(Right right) {
        Maker maker = maker(right);
        String link = link(fixture.basic(maker.client()), "maria", ",\"unbound\":true");
        Visitor visitor = fixture.visitor();
        String callback = begun(visitor, link);

        maker.end().run();

        await().untilAsserted(() -> visitor.get(link).expect(410));
        assertThat(ConnectFixture.follow(visitor, callback).text()).contains("may not connect your account any more");
        assertThat(fixture.vendor.tokenCalls()).isZero();
        fixture.expectNoConnection("maria");
    }

    @ParameterizedTest
    @EnumSource
    void s27_aStateOfThePortServiceEndsWithTheRightOfItsMaker(Right right) {
        Maker maker = maker(right);
        Api api = fixture.basic(maker.client());
        String authorizeUrl = api.get("/port-service/service/" + fixture.name, "Accept", "text/html")
                .expect(302)
                .header("Location");
        String callback = fixture.consent(authorizeUrl);

        maker.end().run();

        await().untilAsserted(() -> api.post("/connections/link", "{}").expect(403));
        fixture.server.open().get(callback).expect(400);
        assertThat(fixture.vendor.tokenCalls()).isZero();
    }

    @Test
    void s27_aLinkThatPeopleMadeForThemselvesEndsWithTheirSession() {
        WebClient app = WebClient.register(
                fixture.server, "trusted", List.of("authorization_code"), "token-storage.w", "token-storage.r");
        Visitor browser = new People(fixture.server).signedIn(fixture.user);
        String code = WebClient.value(browser.get(app.url("scope", "token-storage.w")), "code");
        String token = app.redeem(code).expect(200).json().get("access_token").asString();
        Api api = fixture.server.admin().withToken(token);
        String link = link(api, fixture.user, ",\"unbound\":true");
        fixture.visitor().get(link).expect(200);

        browser.submit(browser.get("/logout"), Map.of("decision", "leave"));

        await().untilAsserted(() -> fixture.visitor().get(link).expect(410));
    }

    @Test
    void s25_aTokenThatMayOnlyReadGetsNoStateThatConnects() {
        String token = fixture.server.token(fixture.client.clientId(), fixture.client.secret(), "token-storage.r");
        String authorizeUrl = fixture.server
                .admin()
                .withToken(token)
                .get("/port-service/service/" + fixture.name, "Accept", "text/html")
                .expect(302)
                .header("Location");

        fixture.server.open().get(fixture.consent(authorizeUrl)).expect(400);

        assertThat(fixture.vendor.tokenCalls()).isZero();
    }
}
