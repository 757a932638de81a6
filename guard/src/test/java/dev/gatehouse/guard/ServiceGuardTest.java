package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.oauth.TokenFixture;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that guard themselves, on a servlet container and on Vert.x, with a real registry. */
@ParameterizedClass
@EnumSource
class ServiceGuardTest {
    private static final TestServer SERVER = TestServer.shared();
    private static GuardedService service;
    private static ServiceGuard guard;
    private static Guarded guarded;

    @TempDir
    Path directory;

    private static String reader;
    private static String writer;

    @Parameter
    Guarded.By by;

    @BeforeParameterizedClassInvocation
    static void start(Guarded.By by) throws Exception {
        service = GuardedService.register(SERVER);
        guard = service.guard().start();
        guarded = Guarded.start(by, guard);
        reader = service.token("pets.r");
        writer = service.token("pets.r", "pets.w");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        guarded.close();
        guard.close();
    }

    private static String send(String method, String target, String... fields) throws IOException {
        return RawRequest.send(guarded.port(), method, target, fields);
    }

    private static int statusWith(String token, String method, String target) throws IOException {
        return RawRequest.status(
                token == null ? send(method, target) : send(method, target, "Authorization", "Bearer " + token));
    }

    @Test
    void aCoveredRequestPassesAndTheServiceKnowsWhose() throws IOException {
        String answer = send("GET", "/v1/pets/7?x=y", "Authorization", "Bearer " + reader);

        assertThat(answer).startsWith("HTTP/1.1 200 ").containsPattern("/v1/pets/\\{petId}@get \\S+ pets\\.r");
        assertThat(send("GET", "/health")).startsWith("HTTP/1.1 200 ").contains("/health@get");
    }

    @Test
    void aRefusalLeadsToTheAuthorizationServer() throws IOException {
        String nobody = send("GET", "/v1/pets");
        String metadata = SERVER.publicUrl() + "/.well-known/oauth-protected-resource/" + service.serviceId();

        assertThat(nobody)
                .startsWith("HTTP/1.1 401 ")
                .contains("Bearer realm=\"gatehouse\", scope=\"pets.r\", resource_metadata=\"" + metadata + "\"")
                .contains("\"code\":\"ERR10002\"");
        assertThat(send("POST", "/v1/pets", "Authorization", "Bearer " + reader))
                .startsWith("HTTP/1.1 403 ")
                .contains("error=\"insufficient_scope\", scope=\"pets.w\"")
                .contains("\"code\":\"ERR10005\"");
        assertThat(send("GET", "/v1/pets", "Authorization", "Bearer nonsense"))
                .startsWith("HTTP/1.1 401 ")
                .contains("error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/pets",
                "HEAD /v1/pets",
                "GET /v1/pets/7",
                "GET /v1/pets/mine",
                "GET /v1/pets/%6dine",
                "GET /v1/pets/MINE",
                "GET /v1/pets/mine/",
                "GET /v1/pets/x/../mine",
                "GET /v1/pets/x/%2e%2e/mine",
                "GET /v1/pets/7%2Fmine",
                "GET /v1/pets/%252e",
                "GET /v1//pets",
                "GET /v1/pets;x=y",
                "GET /v1/pets/mine;x",
                "GET /v1/pets/7?_method=POST",
                "GET /v1/pets/7?method=card",
                "GET /v1/pets/7;/mine",
                "GET /v1/pets/mine.de.json",
                "POST /v1/pets",
                "PATCH /v1/pets",
                "GET /v1/reports",
                "GET /v1/whoami",
                "GET /v1/cats",
                "GET /health",
                "GET /HEALTH"
            })
    void itDecidesAsGatewaysAreTold(String line) throws IOException {
        String method = line.substring(0, line.indexOf(' '));
        String target = line.substring(line.indexOf(' ') + 1);
        for (String token : new String[] {null, reader, writer, "nonsense"}) {
            var gateway = token == null ? SERVER.admin() : SERVER.admin().withToken(token);
            int told = gateway.get(
                            "/access/" + service.serviceId(), "X-Original-Method", method, "X-Original-URI", target)
                    .status();

            assertThat(statusWith(token, method, target)).as(line).isEqualTo(told);
        }
    }

    @Test
    void itAsksForASignInOfLateAsGatewaysAreTold() throws Exception {
        GuardedService paid = GuardedService.register(SERVER);
        paid.replaceEndpoints("""
                [{"endpoint":"/pay@post","operation":"pay","scope":"pets.r","maxAge":300},
                 {"endpoint":"/pay@get","operation":"paid","scope":"pets.r"}]
                """);
        Path snapshot = directory.resolve("snapshot");
        String client = "Bearer " + paid.token("pets.r");
        try (TokenFixture fixture = new TokenFixture(SERVER);
                ServiceGuard own = paid.guard().snapshot(snapshot).start();
                Guarded front = Guarded.start(by, own)) {
            String fresh = "Bearer " + fixture.tokenAfter(Duration.ofSeconds(30), "pets.r");
            List<String> refused = List.of("Bearer " + fixture.tokenAfter(Duration.ofMinutes(10), "pets.r"), client);
            for (String method :
                    List.of("POST", "GET", "POST")) { // the guard asks about a token once, and then knows it
                assertThat(RawRequest.status(RawRequest.send(front.port(), method, "/pay", "Authorization", fresh)))
                        .isEqualTo(200);
                for (String token : refused) {
                    String answer = RawRequest.send(front.port(), method, "/pay", "Authorization", token);
                    assertThat(RawRequest.status(answer)).isEqualTo(method.equals("GET") ? 200 : 401);
                    if (method.equals("POST")) {
                        assertThat(answer)
                                .contains("\"code\":\"ERR10004\"", "error=\"insufficient_user_authentication\"")
                                .contains("scope=\"pets.r\"", "max_age=\"300\"");
                    }
                }
            }
        }
        try (ServiceGuard restarted = paid.guard()
                .registry(URI.create("http://127.0.0.1:1"))
                .snapshot(snapshot)
                .start()) {
            assertThat(restarted.check(ForwardedRequest.of("POST", "/pay"), List.of(client)))
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            verdict -> assertThat(verdict.refusal().body()).contains("ERR10004"));
        }
    }

    @Test
    void aTokenWithCharactersThatNoneHasIsRefused() throws IOException {
        assertThat(RawRequest.status(send("GET", "/v1/pets", "Authorization", "Bearer " + reader + ",")))
                .isEqualTo(401);
    }

    @Test
    void aMethodInAHeaderFieldIsCoveredToo() throws IOException {
        for (String name : List.of("X-HTTP-Method-Override", "X_HTTP_Method_Override")) {
            assertThat(RawRequest.status(send("GET", "/v1/pets", "Authorization", "Bearer " + reader, name, "POST")))
                    .as(name)
                    .isEqualTo(403);
        }
    }

    @Test
    void aPreflightPassesWhereTheEndpointIs() throws IOException {
        String[] preflight = {"Origin", "https://app.example.org", "Access-Control-Request-Method", "POST"};

        assertThat(RawRequest.status(send("OPTIONS", "/v1/pets", preflight))).isEqualTo(200);
        assertThat(RawRequest.status(send("OPTIONS", "/v1/cats", preflight))).isEqualTo(403);
    }

    @Test
    void twoAuthorizationsAreNone() throws IOException {
        assertThat(RawRequest.status(send(
                        "GET", "/v1/pets", "Authorization", "Bearer " + reader, "Authorization", "Bearer " + reader)))
                .isEqualTo(401);
    }

    @Test
    void s7_aTokenForAnotherServiceIsRefused() throws IOException {
        GuardedService other = GuardedService.register(SERVER);
        TestServer.Registered client = SERVER.newClient("admin", "pets.r");

        assertThat(statusWith(tokenFor(client, service), "GET", "/v1/pets")).isEqualTo(200);
        assertThat(statusWith(tokenFor(client, other), "GET", "/v1/pets")).isEqualTo(401);
    }

    private static String tokenFor(TestServer.Registered client, GuardedService service) {
        return SERVER.open()
                .withBasic(client.clientId(), client.secret())
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials&resource=" + SERVER.publicUrl() + "/" + service.serviceId(),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200)
                .json()
                .get("access_token")
                .asString();
    }

    @Test
    void aChangeIsHeardOfWithoutARestart() throws Exception {
        GuardedService changing = GuardedService.register(SERVER);
        try (ServiceGuard own = changing.guard().start();
                Guarded front = Guarded.start(by, own)) {
            String token = "Bearer " + changing.token("pets.r");
            assertThat(RawRequest.status(RawRequest.send(front.port(), "GET", "/v1/pets", "Authorization", token)))
                    .isEqualTo(200);

            changing.replaceEndpoints("[{\"endpoint\":\"/v2/pets@get\",\"operation\":\"list\",\"scope\":\"pets.r\"}]");

            await().until(() ->
                    RawRequest.status(RawRequest.send(front.port(), "GET", "/v2/pets", "Authorization", token)) == 200);
            assertThat(RawRequest.status(RawRequest.send(front.port(), "GET", "/v1/pets", "Authorization", token)))
                    .isEqualTo(403);
        }
    }

    @Test
    void aNewSigningKeyIsAskedFor() throws IOException {
        SERVER.administrator().post("/oauth2/keys/rotation", null).expect(200);
        assertThat(statusWith(service.token("pets.r"), "GET", "/v1/pets")).isEqualTo(200);
    }

    @Test
    void aClientThatMayNotReadTheRegistryIsToldAtTheStart() {
        TestServer.Registered stranger = SERVER.newClient("admin", "pets.r");

        assertThatIllegalStateException()
                .isThrownBy(() -> service.guard()
                        .credentials(stranger.clientId(), stranger.secret())
                        .start())
                .withMessageContaining("oauth.service.r");
        assertThatIllegalStateException()
                .isThrownBy(() -> service.guard()
                        .credentials(stranger.clientId(), "wrong")
                        .start())
                .withMessageContaining("invalid_client");
        assertThat(guard.isReady()).isTrue();
    }
}
