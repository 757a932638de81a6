package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.net.URLEncoder;
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
    private static Map<By, Api> doors;
    private static TestServer.Registered caller;

    @BeforeAll
    static void start() {
        Apache.find();
        site = Site.shared();
        caller = site.register("Caller", "orders.r orders.w", Map.of());
        TestServer.Registered asking = site.register("Orders", "", Map.of());
        int keys = Apache.freePort();
        int introspection = Apache.freePort();
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
        doors = Map.of(By.KEYS, door(keys), By.INTROSPECTION, door(introspection));
    }

    private static Snippet atUs(Snippet snippet) {
        return snippet.with("https://id.example.org", site.issuer());
    }

    private static Api door(int port) {
        return new Api(URI.create("http://127.0.0.1:" + port));
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

    private static Answer call(By by, String token) {
        return doors.get(by).withToken(token).get("/orders");
    }

    @ParameterizedTest
    @EnumSource
    void aGoodTokenReachesTheService(By by) {
        Answer answer = call(by, token("orders.r")).expect(200);

        assertThat(answer.text()).contains("Application at /orders");
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithoutTheScopeDoesNot(By by) {
        call(by, token("orders.w")).expect(401);
    }

    @ParameterizedTest
    @EnumSource
    void noTokenAndNoTokenOfOursIsRefused(By by) {
        assertThat(doors.get(by).get("/orders").expect(401).header("WWW-Authenticate"))
                .startsWith("Bearer");
        String good = token("orders.r");
        call(by, good.substring(0, good.lastIndexOf('.')) + ".AAAA").expect(401);
        call(by, "nonsense").expect(401);
    }

    @ParameterizedTest
    @EnumSource
    void newKeysAreTaken(By by) {
        call(by, token("orders.r")).expect(200);
        site.rotateKeys();

        call(by, token("orders.r")).expect(200);
    }

    @Test
    void whoAsksRefusesARevokedToken() {
        String token = token("orders.r");
        site.server()
                .open()
                .withBasic(caller.clientId(), caller.secret())
                .send("POST", "/oauth2/revoke", "token=" + token, "Content-Type", FORM)
                .expect(200);

        call(By.INTROSPECTION, token).expect(401);
        call(By.KEYS, token).expect(200);
    }

    @Test
    void whoAsksRefusesATokenForAnotherService() {
        call(By.INTROSPECTION, token("orders.r", null)).expect(401);
    }
}
