package dev.gatehouse.parties;

import static dev.gatehouse.parties.Judge.judge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The pages by which people connect accounts, as a real browser shows them. */
class ConnectPageQualityTest {
    private static final Application APPLICATION = new Application();
    private static final String BACK = APPLICATION.url() + "/back";

    private final Site site = Site.shared();
    private final Chromium chromium = Chromium.shared();
    private final String maria = site.newUser();
    private final TestServer.Registered portal =
            site.register("University portal", "token-storage.r token-storage.w", Map.of("redirectUri", List.of(BACK)));
    private final Api api = site.server().admin().withBasic(portal.clientId(), portal.secret());
    private final String connector = "port-" + UUID.randomUUID();

    ConnectPageQualityTest() {
        api.post("/token-storage/service", """
                        {"servicename":"%s","displayName":"Archive of the university","implements":["metadata"],
                         "credentials":{"userId":true,"password":true}}""".formatted(connector)).expect(200);
    }

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    private String link(String more) {
        return api.post("/connections/link", """
                        {"user":"%s","connector":"%s"%s}""".formatted(maria, connector, more))
                .expect(201)
                .json()
                .get("url")
                .asString();
    }

    private static String returning(String more) {
        return ",\"returnUrl\":\"" + BACK + "\"" + more;
    }

    private static Tab enter(Tab tab) {
        return tab.fill("#username", "maria")
                .fill("#password", "of the archive")
                .click("main button.primary");
    }

    @Test
    void aLinkForOnePersonCanBeReadByAll() {
        String link = link("");
        try (Tab stranger = chromium.visitor();
                Tab tab = chromium.visitor()) {
            stranger.open(link).signIn(site.newUser(), Site.PASSWORD).untilHeading("This link is for somebody else");
            judge(stranger, "connect-somebody-else");

            judge(
                    tab.open(link).signIn(maria, Site.PASSWORD).untilHeading("Connect Archive of the university"),
                    "connect-for-session");
            judge(enter(tab).untilHeading("Connected"), "connected");

            judge(stranger.open(link).untilHeading("This link does not work any more"), "connect-link-over");
            assertThat(tab.complaints()).isEmpty();
            assertThat(stranger.complaints()).isEmpty();
        }
    }

    @Test
    void aLinkThatIsToBeConfirmedCanBeReadByAll() {
        try (Tab tab = chromium.visitor();
                Tab lost = chromium.visitor()) {
            judge(
                    tab.open(link(returning(""))).untilHeading("Connect Archive of the university"),
                    "connect-to-confirm");
            enter(tab).untilHeading("Application at /back");
            assertThat(tab.address().getQuery()).contains("status=unconfirmed", "connect_code=");

            lost.open(link(returning(""))).untilHeading("Connect Archive of the university");
            site.server()
                    .administrator()
                    .put("/oauth2/client", """
                            {"clientId":"%s","clientName":"University portal","redirectUri":["%s/elsewhere"]}
                            """.formatted(portal.clientId(), APPLICATION.url()))
                    .expect(200);
            judge(enter(lost).untilHeading("Not connected"), "connect-unconfirmed");
            assertThat(lost.text()).contains("has not confirmed");
            assertThat(tab.complaints()).isEmpty();
            assertThat(lost.complaints()).isEmpty();
        }
    }

    @Test
    void aLinkThatIsBoundToNobodyWarnsAll() {
        try (Tab tab = chromium.visitor()) {
            judge(
                    tab.open(link(returning(",\"unbound\":true"))).untilHeading("Connect Archive of the university"),
                    "connect-unbound");
            assertThat(tab.texts(".problem").getFirst()).contains("their own", "nobody checks that this is you");
            tab.fill("#username", " ").fill("#password", "x").click("main button.primary");
            judge(tab.until("document.querySelector('[role=alert]') !== null"), "connect-unbound-wrong");
            assertThat(tab.complaints()).isEmpty();
        }
    }

    /** Somebody without a link, at a third party that has a page of its own to sign in. */
    @Test
    void onesOwnAccountElsewhereCanBeReadByAll() {
        String cloud = "port-" + UUID.randomUUID();
        api.post("/token-storage/service", """
                        {"servicename":"%s","displayName":"Cloud","implements":["fileStorage"],"client_id":"id",
                         "client_secret":"secret","authorize_url":"https://cloud.example.org/authorize",
                         "refresh_url":"https://cloud.example.org/token"}""".formatted(cloud)).expect(200);
        try (Tab tab = chromium.visitor()) {
            tab.open(site.issuer() + "/connect/" + cloud).signIn(maria, Site.PASSWORD);
            judge(tab.untilHeading("Connect Cloud"), "connect-elsewhere");
            assertThat(tab.texts("main button")).containsExactly("Continue to cloud.example.org");
            assertThat(tab.complaints()).isEmpty();
        }
    }

    @Test
    void theKeyboardAloneWillDo() {
        try (Tab tab = chromium.visitor()) {
            tab.open(link(returning(",\"unbound\":true"))).untilHeading("Connect Archive of the university");
            tab.press("Tab").press("Enter").press("Tab");
            await().untilAsserted(() -> assertThat(focus(tab)).isEqualTo("username"));
            tab.type("maria").press("Tab");
            await().untilAsserted(() -> assertThat(focus(tab)).isEqualTo("password"));
            tab.type("of the archive").press("Tab");
            await().untilAsserted(() -> assertThat(focus(tab)).isEqualTo("Connect"));
            tab.press("Enter").untilHeading("Application at /back");

            assertThat(tab.address().getQuery()).contains("status=connected");
        }
    }

    private static String focus(Tab tab) {
        return tab.evaluate("document.activeElement.id || document.activeElement.innerText")
                .asString();
    }
}
