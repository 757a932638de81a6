package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The security definition of the registry's contract, used as its readers do: a page in a browser sends the user to
 * {@code /oauth2/code} for {@code oauth.service.r} and {@code oauth.service.w}, and its script reads the answer.
 */
class SeedSecurityDefinitionTest {
    private static final Application APPLICATION =
            new Application().serve("/explorer", """
            <!doctype html><link rel=icon href=data:,><title>Explorer</title><h1>Explorer</h1><p id=token></p>
            <button>Authorize</button>
            <script>
                document.querySelector('button').onclick = () => window.open(location.hash.substring(1));
                window.took = token => document.querySelector('#token').textContent = token;
            </script>
            """).serve("/popup", """
            <!doctype html><link rel=icon href=data:,><title>Popup</title><h1>Popup</h1>
            <script>
                window.opener.took(new URLSearchParams(location.hash.substring(1)).get('access_token'));
                window.close();
            </script>
            """).serve("/answer", """
            <!doctype html><link rel=icon href=data:,><title>Explorer</title><h1>Explorer</h1><dl></dl>
            <script>
                const answer = new URLSearchParams(location.hash.substring(1) || location.search);
                for (const [name, value] of answer) {
                    const line = document.createElement('dd');
                    line.id = name;
                    line.textContent = value;
                    document.querySelector('dl').append(line);
                }
            </script>
            """);

    private final Site site = Site.shared();
    private final String redirectUri = APPLICATION.url() + "/answer";
    private final String popupUri = APPLICATION.url() + "/popup";

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    private TestServer.Registered explorer(String grantType) {
        return site.register(
                "Explorer",
                "oauth.service.r oauth.service.w",
                Map.of(
                        "clientType",
                        "public",
                        "clientProfile",
                        "browser",
                        "redirectUri",
                        List.of(redirectUri, popupUri),
                        "grantTypes",
                        List.of(grantType)));
    }

    private String authorizationUrl(TestServer.Registered client, String more) {
        return site.issuer() + "/oauth2/code?client_id=" + client.clientId() + "&redirect_uri=" + encoded(redirectUri)
                + "&scope=oauth.service.r+oauth.service.w&state=xyz" + more;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Tab answered(String url) {
        Tab tab = Chromium.shared().visitor();
        tab.open(url).signIn(site.newAdministrator(), Site.PASSWORD).untilHeading("Allow access?");
        assertThat(tab.texts("ul.scopes li span"))
                .containsExactly("See services registered here", "Register and change services");
        return tab.allow().untilHeading("Explorer");
    }

    private void worksAtTheRegistry(String token) {
        Api registry = site.server().admin().withToken(token);
        String id = "explored-" + UUID.randomUUID();
        registry.post("/oauth2/service", """
                {"serviceId":"%1$s","serviceType":"swagger","serviceName":"Explored","scope":"%1$s.r"}
                """.formatted(id)).expect(200);
        registry.get("/oauth2/service/" + id).expect(200);
    }

    @Test
    void implicitGivesTheScriptATokenForTheRegistry() {
        TestServer.Registered client = explorer("implicit");
        try (Tab tab = answered(authorizationUrl(client, "&response_type=token"))) {
            assertThat(tab.texts("#state")).containsExactly("xyz");
            assertThat(tab.texts("#token_type")).containsExactly("Bearer");

            worksAtTheRegistry(tab.texts("#access_token").getFirst());
            assertThat(tab.complaints()).isEmpty();
        }
    }

    /** As Swagger UI does it: the answer goes from the window that was opened to the one that opened it. */
    @Test
    void aWindowThatWasOpenedForItHandsTheTokenToItsOpener() {
        String url = authorizationUrl(explorer("implicit"), "&response_type=token")
                .replace(encoded(redirectUri), encoded(popupUri));
        try (Tab tab = Chromium.shared().visitor()) {
            tab.open(APPLICATION.url() + "/explorer#" + url).click("button");
            tab.opened().signIn(site.newAdministrator(), Site.PASSWORD).allow();
            tab.until("document.querySelector('#token').textContent !== ''");

            worksAtTheRegistry(tab.texts("#token").getFirst());
        }
    }

    @Test
    void accessCodeGivesTheScriptACodeForSuchAToken() {
        TestServer.Registered client = explorer("authorization_code");
        CodeVerifier verifier = new CodeVerifier();
        String challenge =
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
        try (Tab tab = answered(authorizationUrl(
                client, "&response_type=code&code_challenge_method=S256&code_challenge=" + challenge))) {
            String form = "grant_type=authorization_code&client_id=" + client.clientId() + "&code="
                    + encoded(tab.texts("#code").getFirst()) + "&redirect_uri=" + encoded(redirectUri)
                    + "&code_verifier=" + verifier.getValue();

            worksAtTheRegistry(site.server()
                    .open()
                    .send("POST", "/oauth2/token", form, "Content-Type", "application/x-www-form-urlencoded")
                    .expect(200)
                    .json()
                    .get("access_token")
                    .asString());
        }
    }
}
