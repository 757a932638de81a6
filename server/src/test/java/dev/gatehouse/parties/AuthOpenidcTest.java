package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Apache's mod_auth_openidc, configured as our documentation says, has people sign in through a real browser. */
class AuthOpenidcTest {
    private static final Application APPLICATION = new Application();
    private static Site site;
    private static Chromium chromium;
    private static Apache apache;
    private static String wiki;
    private static String formWiki;

    @BeforeAll
    static void start() {
        Apache.find();
        chromium = Chromium.shared();
        site = Site.shared();
        int port = FreePort.next();
        int formPort = FreePort.next();
        wiki = "http://127.0.0.1:" + port;
        formWiki = "http://127.0.0.1:" + formPort;
        TestServer.Registered client = site.register(
                "Wiki",
                "openid profile email orders.r",
                Map.of(
                        "clientProfile", "webserver",
                        "redirectUri", List.of(wiki + "/signed-in", formWiki + "/signed-in"),
                        "postLogoutRedirectUri", List.of(wiki + "/bye")));
        apache = Apache.start(
                Map.of(port, configuration(client, wiki), formPort, configuration(client, formWiki) + """
                                OIDCCookie form_session
                                OIDCResponseMode form_post
                                OIDCProviderAuthRequestMethod POST
                                """),
                APPLICATION.url());
    }

    private static String configuration(TestServer.Registered client, String url) {
        return Snippet.under("People sign in: Apache", "apache")
                .getFirst()
                .with("https://id.example.org", site.issuer())
                .with("https://wiki.example.org", url)
                .with("CLIENT_ID", client.clientId())
                .with("CLIENT_SECRET", client.secret())
                .with("A-LONG-RANDOM-TEXT", "of-all-the-words-these-are-the-ones")
                .text();
    }

    @AfterAll
    static void stop() {
        if (apache != null) {
            apache.close();
        }
        APPLICATION.close();
    }

    @Test
    void somebodySignsInAllowsAndIsKnownToTheApplication() {
        String user = site.newUser();
        try (Tab tab = chromium.visitor()) {
            tab.open(wiki + "/page?a=b").untilHeading("Sign in").picture("openidc-login");
            assertThat(tab.text()).contains("Wiki");
            tab.signIn(user, Site.PASSWORD).untilHeading("Allow access?").picture("openidc-consent");
            assertThat(tab.texts("ul.scopes li span"))
                    .containsExactlyInAnyOrder(
                            "Know who you are", "See your name", "See your email address", "See your orders");
            tab.allow().untilHeading("Application at /page");

            assertThat(tab.address()).hasToString(wiki + "/page?a=b");
            assertThat(tab.text())
                    .contains("oidc_claim_sub: " + user)
                    .contains("oidc_claim_email: " + user + "@example.org")
                    .contains("oidc_claim_iss: " + site.issuer());
            assertThat(tab.complaints()).isEmpty();
        }
    }

    @Test
    void whoIsSignedInAlreadyIsNotAskedTwice() {
        String user = site.newUser();
        try (Tab tab = chromium.visitor()) {
            tab.open(wiki + "/a").signIn(user, Site.PASSWORD).allow().untilHeading("Application at /a");
            tab.open(formWiki + "/b").untilHeading("Application at /b");

            assertThat(tab.text()).contains("oidc_claim_sub: " + user);
        }
    }

    @Test
    void requestsAndAnswersTravelInFormsToo() {
        String user = site.newUser();
        try (Tab tab = chromium.visitor()) {
            tab.open(formWiki + "/page").signIn(user, Site.PASSWORD).allow().untilHeading("Application at /page");

            assertThat(tab.text()).contains("oidc_claim_sub: " + user);
        }
    }

    @Test
    void whoRefusesIsToldSoByTheApplication() {
        try (Tab tab = chromium.visitor()) {
            tab.open(formWiki + "/page").signIn(site.newUser(), Site.PASSWORD).untilHeading("Allow access?");
            tab.click("button[value=deny]").untilAt(formWiki + "/signed-in").picture("openidc-denied");

            assertThat(tab.text()).contains("access_denied", "the user denied access");
        }
    }

    @Test
    void aRefusalInTheQueryIsAnErrorThatThisVersionMistakes() {
        try (Tab tab = chromium.visitor()) {
            tab.open(wiki + "/page").signIn(site.newUser(), Site.PASSWORD).untilHeading("Allow access?");
            tab.click("button[value=deny]").untilAt(wiki + "/signed-in");

            // It takes every answer with "iss" (RFC 9207) and without a code for a sign-in that began elsewhere.
            assertThat(tab.text()).startsWith("Error:").contains("target_link_uri");
            assertThat(tab.address().getQuery()).contains("iss=" + site.issuer(), "error=access_denied");
            tab.open(wiki + "/page").untilHeading("Allow access?");
        }
    }

    @Test
    void keysAreReplacedWhilePeopleComeAndGo() {
        String user = site.newUser();
        try (Tab tab = chromium.visitor();
                Tab other = chromium.visitor()) {
            tab.open(wiki + "/before").signIn(user, Site.PASSWORD).allow().untilHeading("Application at /before");
            site.rotateKeys();
            tab.open(wiki + "/still").untilHeading("Application at /still");
            other.open(wiki + "/after").signIn(user, Site.PASSWORD).untilHeading("Application at /after");

            assertThat(other.text()).contains("oidc_claim_sub: " + user);
        }
    }

    @Test
    void signingOutOfTheApplicationSignsOutHere() {
        try (Tab tab = chromium.visitor()) {
            tab.open(wiki + "/page")
                    .signIn(site.newUser(), Site.PASSWORD)
                    .allow()
                    .untilHeading("Application at /page");
            String bye = URLEncoder.encode(wiki + "/bye", StandardCharsets.UTF_8);

            tab.open(wiki + "/signed-in?logout=" + bye).untilHeading("Application at /bye");
            tab.open(wiki + "/page").untilHeading("Sign in");
        }
    }
}
