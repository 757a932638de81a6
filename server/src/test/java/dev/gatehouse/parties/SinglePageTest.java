package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application that is nothing but a page of another origin: a public client that does everything with fetch. */
class SinglePageTest {
    private static final String PAGE = """
            <!doctype html><link rel=icon href=data:,><title>Page</title><h1>Page</h1>
            <button>Sign in</button><p id=user></p><p id=problem></p>
            <script>
                const client = 'CLIENT', scope = 'openid profile';
                const here = location.origin + '/page', asked = new URLSearchParams(location.search);
                const encoded = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)))
                    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
                const show = (id, text) => document.getElementById(id).textContent = text;
                window.metadata = async () =>
                    (await fetch('ISSUER/.well-known/openid-configuration')).json();
                window.token = async form =>
                    fetch((await metadata()).token_endpoint, {method: 'POST', body: new URLSearchParams(form)});
                window.user = async token => fetch((await metadata()).userinfo_endpoint,
                    {headers: {Authorization: 'Bearer ' + token}});
                document.querySelector('button').onclick = async () => {
                    const verifier = encoded(crypto.getRandomValues(new Uint8Array(32)));
                    sessionStorage.verifier = verifier;
                    const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
                    location = (await metadata()).authorization_endpoint + '?' + new URLSearchParams({
                        response_type: 'code', client_id: client, redirect_uri: here, scope, state: 'xyz',
                        code_challenge: encoded(challenge), code_challenge_method: 'S256'});
                };
                window.exchange = () => token({grant_type: 'authorization_code', client_id: client,
                    code: asked.get('code'), redirect_uri: here, code_verifier: sessionStorage.verifier});
                if (asked.has('code')) {
                    exchange().then(answer => answer.json())
                        .then(tokens => user(tokens.access_token)).then(answer => answer.json())
                        .then(claims => show('user', claims.sub), problem => show('problem', problem));
                }
            </script>
            """;

    private static Application application;
    private static Site site;
    private static String page;

    @BeforeAll
    static void start() {
        Chromium.shared();
        site = Site.shared();
        application = new Application();
        page = application.url() + "/page";
        TestServer.Registered client = site.register(
                "Page",
                "openid profile",
                Map.of(
                        "clientType",
                        "public",
                        "clientProfile",
                        "browser",
                        "redirectUri",
                        List.of(page),
                        "grantTypes",
                        List.of("authorization_code")));
        application.serve(
                "/page",
                PAGE.replace("CLIENT", client.clientId())
                        .replace("ISSUER", site.issuer().toString()));
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
    }

    @Test
    void aPageOfAnotherOriginSignsPeopleInWithCodeAndPkce() {
        String user = site.newUser();
        try (Tab tab = Chromium.shared().visitor()) {
            tab.open(page).click("button").signIn(user, Site.PASSWORD).allow().untilAt(page + "?");
            tab.until("document.body.querySelector('#user').textContent !== ''"
                    + " || document.body.querySelector('#problem').textContent !== ''");

            assertThat(tab.texts("#problem")).containsExactly("");
            assertThat(tab.texts("#user")).containsExactly(user);
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.evaluate("exchange().then(answer => answer.json())")
                            .get("error")
                            .asString())
                    .as("the code again")
                    .isEqualTo("invalid_grant");
        }
    }

    @Test
    void aPageReadsWhatWentWrong() {
        try (Tab tab = Chromium.shared().visitor()) {
            tab.open(page).untilHeading("Page");

            assertThat(tab.evaluate("token({grant_type: 'no'}).then(answer => answer.json())")
                            .has("error"))
                    .isTrue();
            assertThat(tab.evaluate("user('x').then(answer => answer.headers.get('WWW-Authenticate'))")
                            .asString())
                    .startsWith("Bearer ")
                    .contains("invalid_token");
        }
    }

    /** Whoever is signed in at the public listener is nobody to a page that does not know a token. */
    @Test
    void s10_aPageReadsNothingThatACookieOpens() {
        String user = site.newUser();
        try (Tab tab = Chromium.shared().visitor()) {
            tab.open(site.issuer() + "/account").signIn(user, Site.PASSWORD).untilText(user);
            tab.open(page).untilHeading("Page");

            for (String request : List.of(
                    "fetch('ISSUER/account', {credentials: 'include'})",
                    "fetch('ISSUER/oauth2/code?client_id=x', {credentials: 'include'})",
                    "fetch('ISSUER/oauth2/jwks', {credentials: 'include'})",
                    "fetch('ISSUER/oauth2/jwks', {headers: {'X-Other': 'x'}})",
                    "fetch('ISSUER/oauth2/token', {method: 'DELETE'})",
                    "fetch('ADMIN/oauth2/service?page=1', {headers: {Authorization: 'Bearer x'}})",
                    "fetch('ADMIN/health/live')")) {
                String expression = request.replace("ISSUER", site.issuer().toString())
                        .replace("ADMIN", site.server().adminUrl().toString());
                assertThat(tab.evaluate(expression + ".then(answer => 'read', problem => problem.message)")
                                .asString())
                        .as(request)
                        .isEqualTo("Failed to fetch");
            }
        }
    }
}
