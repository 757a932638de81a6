package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told about pages of other origins (CORS protocol of the Fetch standard). */
class CrossOriginTest {
    private static final String LISTED = "https://app.example.org";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
    private static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                Map.of("GATEHOUSE_ADMIN_ALLOWED_ORIGINS", LISTED + ", http://localhost:3000,https://[2001:db8::1]"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawAnswer send(URI listener, String line, String... headers) {
        try (RawConnection connection = RawConnection.to(listener)) {
            List<String> head = new ArrayList<>(List.of(line + " HTTP/1.1", "Host: x"));
            head.addAll(List.of(headers));
            return connection.sendHead(head.toArray(String[]::new)).read();
        }
    }

    private static RawAnswer ask(URI listener, String line, String... headers) {
        RawAnswer answer = send(listener, line, headers);
        assertThat(answer.header(ALLOW_CREDENTIALS)).isNull();
        return answer;
    }

    private static RawAnswer preflight(URI listener, String path, String origin, String method) {
        return ask(
                listener,
                "OPTIONS " + path,
                "Origin: " + origin,
                "Access-Control-Request-Method: " + method,
                "Access-Control-Request-Headers: authorization,content-type");
    }

    private static void sharesNothing(RawAnswer answer) {
        assertThat(answer.head())
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, POST",
        "/oauth2/introspect, POST",
        "/oauth2/revoke, POST",
        "/oauth2/par, POST",
        "/oauth2/device_authorization, POST",
        "/oauth2/jwks, 'GET, HEAD'",
        "/oauth2/userinfo, 'GET, HEAD, POST'",
        "/oauth2/register, POST",
        "/oauth2/register/1, 'DELETE, GET, HEAD, PUT'",
        "/.well-known/oauth-authorization-server, 'GET, HEAD'",
        "/.well-known/openid-configuration, 'GET, HEAD'",
        "/.well-known/oauth-protected-resource, 'GET, HEAD'",
        "/.well-known/oauth-protected-resource/1, 'GET, HEAD'"
    })
    void anyOriginMayCallWhatReadsNoCookie(String path, String methods) {
        RawAnswer answer = preflight(server.publicUrl(), path, "https://anywhere.example", "GET");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo("*");
        assertThat(answer.header(ALLOW_METHODS)).isEqualTo(methods);
        assertThat(answer.header(ALLOW_HEADERS))
                .isEqualTo("Accept, Authorization, Content-Type, DPoP, If-Match, If-None-Match, X-Requested-With");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("7200");
        assertThat(answer.header("Vary")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/code",
                "/login",
                "/password",
                "/consent",
                "/device",
                "/account",
                "/account/consent",
                "/account/session",
                "/logout",
                "/pages/pages.css",
                "/nothing"
            })
    void s10_pagesAndTheAuthorizationEndpointAreSharedWithNobody(String path) {
        URI listener = server.publicUrl();

        sharesNothing(preflight(listener, path, LISTED, "POST"));
        sharesNothing(ask(listener, "GET " + path, "Origin: " + LISTED));
        sharesNothing(ask(listener, "POST " + path, "Origin: " + LISTED, "Content-Length: 0"));
        sharesNothing(ask(listener, "BREW " + path, "Origin: " + LISTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://a.example, https://b.example", "x", "*", "https://evil.example\t"})
    void nothingOfARequestIsRepeated(String origin) {
        RawAnswer answer = ask(
                server.publicUrl(),
                "OPTIONS /oauth2/token",
                "Origin: " + origin,
                "Cookie: a=b",
                "Access-Control-Request-Method: BREW",
                "Access-Control-Request-Private-Network: true",
                "Access-Control-Request-Headers: cookie, x-evil, " + "x-many,".repeat(1_000));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo("*");
        assertThat(answer.header(ALLOW_METHODS)).isEqualTo("POST");
        assertThat(String.join("\n", answer.head())).doesNotContainIgnoringCase("evil", "cookie", "BREW", "private");
    }

    @Test
    void anErrorCanBeReadWhereverItArises() {
        URI listener = server.publicUrl();
        String form = "Content-Type: application/x-www-form-urlencoded";

        for (RawAnswer answer : List.of(
                ask(listener, "POST /oauth2/revoke", "Origin: " + LISTED, form, "Content-Length: 0"),
                ask(listener, "POST /oauth2/token", form, "Content-Length: 99999999"),
                ask(listener, "POST /oauth2/token", "Content-Type: text/plain", "Content-Length: 0"),
                ask(listener, "GET /oauth2/token", "Origin: null"),
                ask(listener, "GET /oauth2/jwks?a=b"),
                ask(listener, "GET /oauth2/userinfo"),
                ask(listener, "GET /oauth2/userinfo", "Authorization: Bearer x"),
                ask(listener, "GET /oauth2/register/1"))) {
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.header(ALLOW_ORIGIN)).as(answer.head().toString()).isEqualTo("*");
            assertThat(answer.header("Access-Control-Expose-Headers"))
                    .contains("ETag", "Retry-After", "WWW-Authenticate", "X-Request-Id");
        }
    }

    /** As keycloak-js asks: with {@code credentials: 'include'}, for which browsers want the origin named. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://anywhere.example",
                "http://localhost:3000",
                "capacitor://localhost",
                "https://[::1]:8443"
            })
    void aTokenRequestMayBringCookiesWhichAreNotRead(String origin) {
        String form = "Content-Type: application/x-www-form-urlencoded";
        RawAnswer answer = send(
                server.publicUrl(),
                "POST /oauth2/token",
                "Origin: " + origin,
                "Cookie: a=b",
                form,
                "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(origin);
        assertThat(answer.header(ALLOW_CREDENTIALS)).isEqualTo("true");
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(answer.header("Set-Cookie")).isNull();
    }

    /** What a browser adds by itself and we would heed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://anywhere.example\r\nAuthorization: Basic YTpi",
                "Origin: null",
                "Origin: *",
                "Origin: https://a.example, https://b.example",
                "Origin: https://a.example\r\nOrigin: https://b.example",
                "Origin: https://a.example/path",
                "Accept: */*"
            })
    void anyOtherTokenRequestMayNot(String headers) {
        RawAnswer answer = ask(
                server.publicUrl(),
                "POST /oauth2/token",
                headers,
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 0");

        assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo("*");
    }

    /** RFC 6749 section 3.2; MSAL adds {@code client-request-id}. */
    @Test
    void aTokenRequestMayHaveMoreInItsQuery() {
        RawAnswer answer = ask(
                server.publicUrl(),
                "POST /oauth2/token?client-request-id=1&client_secret=x",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("A body is required").doesNotContain("client-request-id");
    }

    @Test
    void anAnswerFromMemoryAndItsConfirmationCanBeRead() {
        RawAnswer answer = ask(server.publicUrl(), "GET /oauth2/jwks");
        RawAnswer confirmed =
                ask(server.publicUrl(), "GET /oauth2/jwks", "If-None-Match: " + answer.header("ETag"), "Origin: null");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(confirmed.status()).isEqualTo(304);
        assertThat(List.of(answer.header(ALLOW_ORIGIN), confirmed.header(ALLOW_ORIGIN)))
                .containsOnly("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {LISTED, "http://localhost:3000", "https://[2001:db8::1]"})
    void aListedOriginMayCallTheAdminListenerWithABearerToken(String origin) {
        URI listener = server.adminUrl();
        String token = server.administrator().token();

        RawAnswer preflight = preflight(listener, "/oauth2/service/orders", origin, "PUT");
        RawAnswer refused = ask(listener, "GET /oauth2/service/none", "Origin: " + origin);
        RawAnswer absent =
                ask(listener, "GET /oauth2/service/none", "Origin: " + origin, "Authorization: Bearer " + token);

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header(ALLOW_METHODS)).isEqualTo("DELETE, GET, HEAD");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(absent.status()).isEqualTo(404);
        for (RawAnswer answer : List.of(preflight, refused, absent)) {
            assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(origin);
            assertThat(answer.header("Vary")).isEqualTo("Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "https://app.example.org:443",
                "https://app.example.org/",
                "https://APP.example.org",
                "http://app.example.org",
                "https://app.example.org.evil.example",
                "https://evil.app.example.org",
                "https://app.example.org\r\nOrigin: https://evil.example",
                "https://evil.example\r\nOrigin: https://app.example.org",
                "https://app.example.org, https://evil.example",
                ""
            })
    void nobodyElseMay(String origin) {
        RawAnswer preflight = preflight(server.adminUrl(), "/oauth2/service", origin, "GET");
        RawAnswer answer = ask(
                server.adminUrl(),
                "GET /oauth2/service?page=1",
                "Origin: " + origin,
                "Authorization: Bearer " + server.administrator().token());

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(answer.status()).isEqualTo(200);
        sharesNothing(preflight);
        sharesNothing(answer);
        assertThat(preflight.header("Vary")).isEqualTo("Origin");
        assertThat(answer.header("Vary")).isEqualTo("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/metrics", "/openapi", "/openapi/contract/registry.yaml", "/nothing"})
    void whatAsksForNoTokenIsNotSharedByTheAdminListener(String path) {
        sharesNothing(preflight(server.adminUrl(), path, LISTED, "GET"));
        sharesNothing(ask(server.adminUrl(), "GET " + path, "Origin: " + LISTED));
    }

    @Test
    void theAdminListenerSharesNothingUnlessItIsToldTo() {
        URI listener = TestServer.shared().adminUrl();
        RawAnswer preflight = preflight(listener, "/oauth2/service", LISTED, "GET");

        sharesNothing(preflight);
        sharesNothing(ask(listener, "GET /oauth2/service?page=1", "Origin: " + LISTED));
        assertThat(preflight.header("Vary")).isNull();
    }
}
