package dev.gatehouse.oauth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.People;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every page says to the browser that shows it, and how cookies are set. */
class PageHeadersTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final TestServer server = TestServer.shared();
    private final People people = new People(server);
    private final String user = server.newUser();
    private final WebClient client =
            WebClient.register(server, "confidential", List.of("authorization_code", GRANT), "a", "b");

    private List<Answer> everyPage() {
        Visitor visitor = new Visitor(server.publicUrl());
        List<Answer> pages = new ArrayList<>();
        Answer login = visitor.get(client.url("scope", "a", "response_mode", "form_post"));
        pages.add(login);
        pages.add(visitor.signIn(login, user, "wrong"));
        Answer consent = visitor.signIn(login, user, People.PASSWORD);
        pages.add(consent);
        pages.add(visitor.submit(consent, Map.of("decision", "allow")));
        pages.add(visitor.get(client.url("scope", "nobody.has", "response_mode", "form_post")));
        pages.add(visitor.get("/device"));
        pages.add(visitor.submit(visitor.get("/device"), Map.of("user_code", "BBBB-BBBB")));
        String userCode = client.post("/oauth2/device_authorization", Map.of("scope", "b"))
                .json()
                .get("user_code")
                .asString();
        Answer device = visitor.submit(visitor.get("/device"), Map.of("user_code", userCode));
        pages.add(device);
        pages.add(visitor.submit(device, Map.of("decision", "deny")));
        pages.add(visitor.get("/account"));
        pages.add(visitor.get("/logout"));
        pages.add(visitor.post("/logout", Map.of("decision", "leave")));
        pages.add(visitor.get("/oauth2/code"));
        pages.add(visitor.get("/device?user_code=a&user_code=b"));
        pages.add(visitor.send("POST", "/login", "%"));
        pages.add(visitor.submit(visitor.get("/logout"), Map.of("decision", "leave")));
        return pages;
    }

    /** What somebody who is signed in, and somebody who is not, gets at every address that shows a page. */
    private List<Answer> everyPageOfRoutes() {
        Visitor signedIn = people.signedIn(user);
        return server.gatehouse().publicRoutes().stream()
                .filter(route -> route.method().equals("GET") && !route.path().contains("{"))
                .flatMap(route ->
                        Stream.of(signedIn, new Visitor(server.publicUrl())).map(visitor -> visitor.get(route.path())))
                .filter(answer -> String.valueOf(answer.header("Content-Type")).startsWith("text/html"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void s10_noPageMayBeFramedCachedOrRunScripts() {
        List<Answer> pages = everyPageOfRoutes();
        assertThat(pages).hasSizeGreaterThan(5);
        pages.addAll(everyPage());
        for (Answer page : pages) {
            assertThat(page.header("Content-Type")).as(page.request()).isEqualTo("text/html; charset=utf-8");
            assertThat(page.header("Content-Security-Policy"))
                    .as(page.request())
                    .startsWith("default-src 'none'; ")
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action ")
                    .doesNotContain("unsafe", "*", "data:");
            assertThat(page.header("X-Frame-Options")).as(page.request()).isEqualTo("DENY");
            assertThat(page.header("X-Content-Type-Options")).as(page.request()).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).as(page.request()).isEqualTo("no-referrer");
            assertThat(page.header("Cache-Control")).as(page.request()).isEqualTo("no-store");
            assertThat(page.header("Access-Control-Allow-Origin"))
                    .as(page.request())
                    .isNull();
        }
    }

    @Test
    void s9_whoIsSentBackTellsNobodyWhereFrom() {
        Answer back = people.allowed(client, user, "scope", "a");

        assertThat(back.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(back.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theAuthorizationEndpointIsNotForScriptsOfOtherSites() {
        Answer answer = server.open().get(client.url("scope", "a"), "Origin", "https://app.example");

        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    }

    @Test
    void s10_cookiesOverHttpsAreForThisHostAlone() {
        try (TestServer secure = TestServer.start(Map.of("GATEHOUSE_ISSUER", "https://login.example"))) {
            Answer login = secure.open().get("/login");
            String form = login.headers().allValues("Set-Cookie").getFirst();
            Map<String, String> fields = new LinkedHashMap<>(Visitor.hidden(login));
            fields.putAll(Map.of("username", secure.newUser(), "password", People.PASSWORD));

            Answer signedIn = secure.open()
                    .send(
                            "POST",
                            "/login",
                            Visitor.encoded(fields),
                            "Content-Type",
                            "application/x-www-form-urlencoded",
                            "Cookie",
                            form.split(";")[0])
                    .expect(303);
            String session = signedIn.headers().allValues("Set-Cookie").getFirst();
            Answer gone = secure.open().get("/logout", "Cookie", "__Host-gatehouse-session=x");

            assertThat(List.of(
                            form,
                            session,
                            gone.headers().allValues("Set-Cookie").getFirst()))
                    .allSatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-gatehouse-")
                            .contains("; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure")
                            .doesNotContain("Domain"));
            assertThat(session).startsWith("__Host-gatehouse-session=").doesNotContain("Max-Age", "Expires");
        }
    }
}
