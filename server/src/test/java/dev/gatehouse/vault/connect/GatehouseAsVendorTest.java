package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A second server of our own is the third party: with sign-in, consent, PKCE and its issuer in the answer. */
class GatehouseAsVendorTest {
    @Test
    void s6_connectsToAServerThatChecksPkceAndNamesItsIssuer() {
        try (ConnectFixture fixture = new ConnectFixture();
                TestServer vendor = TestServer.start(Map.of())) {
            String issuer = vendor.publicUrl().toString();
            TestServer.Registered client = registeredAt(vendor, fixture.server.publicUrl() + "/connect/callback");
            fixture.api
                    .post("/token-storage/service", """
                            {"servicename":"%s","authorize_url":"%s/oauth2/code?scope=orders.r","refresh_url":"%s/oauth2/token",
                             "client_id":"%s","client_secret":"%s","implements":["fileStorage"],"issuer":"%s"}
                            """.formatted(
                                    fixture.name, issuer, issuer, client.clientId(), client.secret(), issuer))
                    .expect(200);
            Visitor here = fixture.signedIn();

            Answer connected = ConnectFixture.follow(here, allow(vendor, fixture.begin(here)));

            assertThat(connected.expect(200).text()).contains("<h1>Connected</h1>");
            vendor.open()
                    .withBasic(client.clientId(), client.secret())
                    .send(
                            "POST",
                            "/oauth2/introspect",
                            "token=" + fixture.accessToken(fixture.user),
                            "Content-Type",
                            "application/x-www-form-urlencoded")
                    .expect(200);
        }
    }

    private static TestServer.Registered registeredAt(TestServer vendor, String redirectUri) {
        TestServer.Registered client = vendor.newClient("admin", "orders.r", "oauth.introspect");
        vendor.jdbi().useHandle(handle -> handle.execute("""
                        update client set grant_types = '{authorization_code,refresh_token}', redirect_uris = array[?]
                         where client_id = ?
                        """, redirectUri, client.clientId()));
        return client;
    }

    /** Signs in at the third party and allows access; the path and query where it sends the browser back to. */
    private static String allow(TestServer vendor, String url) {
        Visitor there = new Visitor(vendor.publicUrl());
        URI request = URI.create(url);
        Answer login =
                there.get(request.getRawPath() + "?" + request.getRawQuery()).expect(200);
        Answer consent = there.signIn(login, vendor.newUser(), "correct horse").expect(200);
        String location =
                there.submit(consent, Map.of("decision", "allow")).expect(303).header("Location");
        URI back = URI.create(location);
        assertThat(back.getRawQuery()).contains("iss=", "code=");
        return back.getRawPath() + "?" + back.getRawQuery();
    }
}
