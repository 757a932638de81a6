package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Apache's mod_oauth2, configured as our documentation says, lets in who brings a good access token of ours. */
class ResourceServerTest {
    /** How it finds out whether a token is good. */
    enum By {
        KEYS,
        INTROSPECTION
    }

    private static final Application APPLICATION = new Application();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static Site site;
    private static Apache apache;
    private static Map<By, URI> listeners;
    private static TestServer.Registered caller;

    @BeforeAll
    static void start() {
        Apache.find();
        site = Site.shared();
        caller = site.register("Caller", "orders.r orders.w", Map.of());
        TestServer.Registered asking = site.register("Orders", "", Map.of());
        int keys = FreePort.next();
        int introspection = FreePort.next();
        List<Snippet> snippets = Snippet.under("A service checks access tokens: Apache", "apache");
        apache = Apache.start(
                Map.of(
                        keys, atUs(snippets.get(0)).text(),
                        introspection,
                                atUs(snippets.get(1))
                                        .with("CLIENT_ID", asking.clientId())
                                        .with("CLIENT_SECRET", asking.secret())
                                        .text()),
                APPLICATION.url());
        listeners = Map.of(By.KEYS, orders(keys), By.INTROSPECTION, orders(introspection));
    }

    private static Snippet atUs(Snippet snippet) {
        return snippet.with("https://id.example.org", site.issuer());
    }

    private static URI orders(int port) {
        return URI.create("http://127.0.0.1:" + port + "/orders");
    }

    @AfterAll
    static void stop() {
        if (apache != null) {
            apache.close();
        }
        APPLICATION.close();
    }

    private static String token(String scope, String resource) {
        String form = "grant_type=client_credentials&scope=" + scope
                + (resource == null ? "" : "&resource=" + URLEncoder.encode(resource, StandardCharsets.UTF_8));
        return site.server()
                .open()
                .withBasic(caller.clientId(), caller.secret())
                .send("POST", "/oauth2/token", form, "Content-Type", FORM)
                .expect(200)
                .json()
                .get("access_token")
                .asString();
    }

    private static String token(String scope) {
        return token(scope, site.issuer() + "/orders");
    }

    /** Whether Apache lets the caller through to the service. */
    private static boolean reaches(By by, String token) throws Exception {
        HttpResponse<String> answer = call(by, "Bearer " + token);
        assertThat(answer.statusCode()).as(apache.log()).isIn(200, 401, 403);
        assertThat(answer.body().contains("Application at /orders")).isEqualTo(answer.statusCode() == 200);
        return answer.statusCode() == 200;
    }

    private static HttpResponse<String> call(By by, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(listeners.get(by))
                .header("Authorization", authorization)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGoodTokenReachesTheService(By by) throws Exception {
        assertThat(reaches(by, token("orders.r"))).isTrue();
        assertThat(reaches(by, token("orders.w+orders.r"))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithoutTheScopeDoesNot(By by) throws Exception {
        assertThat(call(by, "Bearer " + token("orders.w")).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoTokenOfOursIsRefused(By by) throws Exception {
        String good = token("orders.r");

        assertThat(reaches(by, good.substring(0, good.lastIndexOf('.')) + "." + "A".repeat(86)))
                .isFalse();
        assertThat(reaches(by, "nonsense")).isFalse();
        assertThat(call(by, "Basic nonsense").headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
    }

    @ParameterizedTest
    @EnumSource
    void newKeysAreTaken(By by) throws Exception {
        assertThat(reaches(by, token("orders.r"))).isTrue();
        site.rotateKeys();

        assertThat(reaches(by, token("orders.r"))).isTrue();
    }

    @Test
    void whoAsksRefusesARevokedToken() throws Exception {
        String token = token("orders.r");
        site.server()
                .open()
                .withBasic(caller.clientId(), caller.secret())
                .send("POST", "/oauth2/revoke", "token=" + token, "Content-Type", FORM)
                .expect(200);

        assertThat(reaches(By.INTROSPECTION, token)).isFalse();
        assertThat(reaches(By.KEYS, token)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenForAnotherServiceIsRefused(By by) throws Exception {
        assertThat(reaches(by, token("orders.r", null))).isFalse();
    }
}
