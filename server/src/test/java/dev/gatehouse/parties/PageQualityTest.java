package dev.gatehouse.parties;

import static dev.gatehouse.parties.Judge.judge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page as a real browser shows it: judged by axe-core in light and dark, used by keyboard, and without scripts. */
class PageQualityTest {
    private static final Application APPLICATION = new Application();

    private final Site site = Site.shared();
    private final Chromium chromium = Chromium.shared();
    private final TestServer.Registered client = site.register(
            "Wiki",
            "openid profile email offline_access orders.r orders.w",
            Map.of(
                    "clientType", "external",
                    "redirectUri", List.of(APPLICATION.url() + "/back"),
                    "grantTypes", List.of("authorization_code", "refresh_token")));

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    private String authorization(String more) {
        return authorization(client, "openid+profile+offline_access+orders.r+orders.w", more);
    }

    private String authorization(TestServer.Registered asking, String scope, String more) {
        return site.issuer() + "/oauth2/code?response_type=code&client_id=" + asking.clientId() + "&redirect_uri="
                + URLEncoder.encode(APPLICATION.url() + "/back", StandardCharsets.UTF_8)
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
                + "&scope=" + scope + "&state=s" + more;
    }

    @Test
    void signingInAndConsentingCanBeReadByAll() {
        try (Tab tab = chromium.visitor()) {
            judge(tab.open(authorization("")), "login");
            tab.signIn("nobody", "wrong").until("document.querySelector('[role=alert]') !== null");
            judge(tab, "login-wrong");
            judge(tab.signIn(site.newUser(), Site.PASSWORD).untilHeading("Allow access?"), "consent");
            tab.allow().untilHeading("Application at /back");
            judge(tab.open(site.issuer() + "/account").untilHeading("Your account"), "account");
            tab.click("form[action='/account/consent'] button").untilText("No application has access in your name.");
            judge(tab, "account-empty");
            judge(tab.open(site.issuer() + "/logout").untilHeading("Sign out?"), "logout");
            judge(tab.click("button[value=leave]").untilHeading("You are signed out"), "signed-out");
            assertThat(tab.complaints()).isEmpty();
        }
    }

    @Test
    void whatAnOwnerSaysOfAScopeCanBeReadByAll() {
        String service = "returns-" + UUID.randomUUID();
        Api owner = site.server().as(site.newUser(), "oauth.service.w");
        owner.post("/oauth2/service", """
                        {"serviceId":"%1$s","serviceType":"openapi","serviceName":"Returns","scope":"%1$s.r %1$s.w"}
                        """.formatted(service)).expect(200);
        owner.put("/oauth2/scope/" + service + ".w", """
                        {"description":"Send back what you ordered, and say why: whoever packs it reads that.\\nMoney goes back to \
                        where it came from <b>only</b>."}""").expect(200);
        TestServer.Registered desk = site.register(
                "Returns desk of a warehouse with a rather long name",
                service + ".r " + service + ".w",
                Map.of("clientType", "external", "redirectUri", List.of(APPLICATION.url() + "/back")));
        try (Tab tab = chromium.visitor()) {
            tab.open(authorization(desk, service + ".r+" + service + ".w", ""))
                    .signIn(site.newUser(), Site.PASSWORD)
                    .untilHeading("Allow access?");
            assertThat(tab.texts(".scopes li span").get(1)).contains("<b>only</b>");
            assertThat(tab.texts(".scopes code")).containsExactly(service + ".w");
            judge(tab, "consent-owners-words");
            tab.allow().untilHeading("Application at /back");
            judge(tab.open(site.issuer() + "/account").untilHeading("Your account"), "account-owners-words");
            assertThat(tab.complaints()).isEmpty();
        }
    }

    @Test
    void connectingADeviceCanBeReadByAll() {
        TestServer.Registered television = site.register(
                "Television",
                "orders.r",
                Map.of(
                        "clientType", "public",
                        "clientProfile", "mobile",
                        "grantTypes", List.of("urn:ietf:params:oauth:grant-type:device_code")));
        String code = site.server()
                .open()
                .send(
                        "POST",
                        "/oauth2/device_authorization",
                        "client_id=" + television.clientId() + "&scope=orders.r",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200)
                .json()
                .get("user_code")
                .asString();
        try (Tab tab = chromium.visitor()) {
            tab.open(site.issuer() + "/device")
                    .signIn(site.newUser(), Site.PASSWORD)
                    .untilHeading("Connect a device");
            judge(tab, "device");
            tab.fill("#user_code", "BCDF-GHJK")
                    .click("main button")
                    .until("document.querySelector('[role=alert]') !== null");
            judge(tab, "device-wrong");
            tab.fill("#user_code", code.toLowerCase(java.util.Locale.ROOT)).click("main button");
            judge(tab.untilHeading("Allow access?"), "device-consent");
            tab.click("button[value=allow]").until("document.querySelector('[role=status]') !== null");
            judge(tab, "device-done");
            assertThat(tab.complaints()).isEmpty();
        }
    }

    /** Longer words have to fit, too. */
    @ParameterizedTest
    @ValueSource(strings = {"de", "fr"})
    void everyLanguageCanBeReadByAll(String language) {
        try (Tab tab = chromium.visitor().speaking(language)) {
            tab.open(authorization("&ui_locales=" + language)).until(shows("#username"));
            judge(tab, language + "-login");
            tab.fill("#username", site.newUser()).fill("#password", "wrong").click("main button.primary");
            judge(tab.until(shows("[role=alert]")), language + "-login-wrong");
            tab.fill("#password", Site.PASSWORD).click("main button.primary");
            judge(tab.until(shows("button[value=allow]")), language + "-consent");
            tab.click("button[value=allow]").untilHeading("Application at /back");
            judge(tab.open(site.issuer() + "/account").until(shows("#sessions")), language + "-account");
            judge(tab.open(site.issuer() + "/account/password").until(shows("#again")), language + "-own-password");
            judge(tab.open(site.issuer() + "/device").until(shows("#user_code")), language + "-device");
            judge(tab.open(site.issuer() + "/device?a=b").until(shows("[lang=en]")), language + "-error");
            judge(tab.open(site.issuer() + "/logout").until(shows("button[value=leave]")), language + "-logout");
            assertThat(tab.evaluate("document.documentElement.lang").asString()).isEqualTo(language);
            assertThat(tab.complaints()).isEmpty();
        }
    }

    private static String shows(String selector) {
        return "document.readyState === 'complete' && document.querySelector('" + selector + "') !== null";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/code?client_id=nobody", "/oauth2/code"})
    void errorsCanBeReadByAll(String path) {
        try (Tab tab = chromium.visitor()) {
            judge(tab.open(site.issuer() + path).untilHeading("This link does not work"), "error");
        }
    }

    @Test
    void choosingAPasswordCanBeReadByAll() {
        try (TestServer fresh = TestServer.start(Map.of());
                Tab tab = chromium.visitor()) {
            tab.open(fresh.publicUrl() + "/login")
                    .signIn("admin", fresh.bootstrap().get("password").asString());
            judge(tab.untilHeading("Choose a new password"), "password");
            tab.fill("#password", "a password of my own").fill("#again", "another one entirely");
            tab.click("main button.primary").until("document.querySelector('[role=alert]') !== null");
            judge(tab, "password-wrong");
            tab.fill("#password", "a password of my own").fill("#again", "a password of my own");
            tab.click("main button.primary").untilHeading("Your account");
            assertThat(tab.complaints()).isEmpty();
        }
    }

    /** What has the focus, as far as a person can tell. */
    private static String focus(Tab tab) {
        return tab.evaluate("document.activeElement.id || document.activeElement.innerText")
                .asString();
    }

    /** The browser moves the focus once it has drawn. */
    private static void expectFocus(Tab tab, String name) {
        await().untilAsserted(() -> assertThat(focus(tab)).isEqualTo(name));
    }

    @Test
    void theKeyboardAloneWillDo() {
        try (Tab tab = chromium.visitor()) {
            tab.open(authorization("")).untilHeading("Sign in");
            expectFocus(tab, "username");
            tab.type(site.newUser()).press("Tab");
            expectFocus(tab, "password");
            tab.type(Site.PASSWORD).press("Enter").untilHeading("Allow access?");
            tab.press("Tab");
            expectFocus(tab, "Skip to the content");
            tab.press("Enter").press("Tab");
            expectFocus(tab, "Allow");
            assertThat(tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                            .asString())
                    .isEqualTo("solid");
            tab.press("Tab");
            expectFocus(tab, "Deny");
            tab.press(" ").untilHeading("Application at /back");

            assertThat(tab.address().getQuery()).contains("error=access_denied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&response_mode=form_post"})
    void noScriptIsNeeded(String mode) {
        try (Tab tab = chromium.visitor().withoutScripts()) {
            tab.open(authorization(mode)).signIn(site.newUser(), Site.PASSWORD).allow();
            if (!mode.isEmpty()) {
                judgeWithoutScripts(tab.untilHeading("One more step"));
                tab.click("#answer button");
            }
            tab.untilHeading("Application at /back");
            assertThat(tab.complaints()).isEmpty();
        }
    }

    private static void judgeWithoutScripts(Tab tab) {
        tab.picture("form-post");
        assertThat(tab.texts("#answer button")).containsExactly("Continue");
    }

    @Test
    void s10_aPageThatWasTamperedWithRunsNothing() {
        try (Tab tab = chromium.visitor()) {
            tab.open(authorization("")).untilHeading("Sign in");
            tab.evaluate("""
                    (() => { const script = document.createElement('script');
                             script.textContent = 'document.title = "taken"';
                             document.body.append(script); })()
                    """);

            assertThat(tab.evaluate("document.title").asString()).doesNotContain("taken");
            await().until(() -> !tab.complaints().isEmpty());
        }
    }
}
