package dev.gatehouse.http.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.http.Metrics;
import dev.gatehouse.http.RawConnection;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.LoggedLines;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request has an id and leaves a line that tells what happened and nothing a client keeps secret. */
@ResourceLock("log levels")
class RequestLogTest {
    private static LoggedLines lines;
    private static TestServer server;

    @BeforeAll
    static void start() {
        lines = LoggedLines.everything();
        server = TestServer.start(Map.of("GATEHOUSE_ACCESS_LOG", "all"));
    }

    @AfterAll
    static void stop() {
        server.close();
        lines.close();
    }

    private static String lineOf(String requestId) {
        await().until(() -> !lines.with(requestId).isEmpty());
        return String.join("\n", lines.with(requestId));
    }

    @Test
    void anIdThatIsGivenIsKept() {
        String id = "given-" + UUID.randomUUID();
        Answer answer = server.admin().get("/health/live", "X-Request-Id", id).expect(200);

        assertThat(answer.header("X-Request-Id")).isEqualTo(id);
        assertThat(lineOf(id)).contains("admin GET /health/live 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "<script>", "über", "a%0ab", "x=y"})
    void anIdThatCouldForgeALineIsReplaced(String id) {
        try (RawConnection connection = RawConnection.to(server.adminUrl())) {
            connection.sendHead("GET /health/live HTTP/1.1", "Host: x", "X-Request-Id: " + id);

            assertThat(connection.read().header("X-Request-Id")).matches("[0-9a-f]{1,16}");
        }
    }

    @Test
    void anIdThatIsTooLongIsReplaced() {
        String id = "a".repeat(65);
        assertThat(server.admin().get("/health/live", "X-Request-Id", id).header("X-Request-Id"))
                .matches("[0-9a-f]{1,16}");
    }

    @Test
    void idsDiffer() {
        assertThat(server.admin().get("/health/live").header("X-Request-Id"))
                .isNotEqualTo(server.admin().get("/health/live").header("X-Request-Id"));
    }

    @Test
    void everyAnswerCarriesAnId() {
        assertThat(server.admin().get("/nothing").header("X-Request-Id")).isNotBlank();
        assertThat(server.admin().get("/oauth2/service?page=1").header("X-Request-Id"))
                .isNotBlank();
        assertThat(server.admin().send("OPTIONS", "/health/live", null).header("X-Request-Id"))
                .isNotBlank();
    }

    @Test
    void aFailureIsLoggedWithItsCode() {
        String id = "failing-" + UUID.randomUUID();
        server.administrator()
                .get("/oauth2/service/not-there", "X-Request-Id", id)
                .expectError(404, "ERR12015", "SERVICE_NOT_FOUND");

        assertThat(lineOf(id))
                .contains(" GET /oauth2/service/{serviceId} 404 ", "error=ERR12015", "client=", "user=admin");
    }

    @Test
    void whatAClientWroteInItsPathIsNotLogged() {
        String id = "path-" + UUID.randomUUID();
        server.administrator().get("/oauth2/service/personal-name?after=private", "X-Request-Id", id);

        assertThat(lineOf(id)).doesNotContain("personal-name").doesNotContain("private");
    }

    @Test
    void s9_noTokenSecretOrBodyIsLoggedOrToldInAnError() {
        String secret = "hidden-" + UUID.randomUUID();
        String token = server.administrator().token();
        String clientSecret = server.bootstrap().get("clientSecret").asString();
        String password = server.bootstrap().get("password").asString();

        List<Answer> answers = List.of(
                server.admin().withToken(secret).get("/oauth2/service?page=1"),
                server.admin().withToken(token + secret).get("/oauth2/service?page=1"),
                server.admin().withToken(token).get("/oauth2/service?access_token=" + secret),
                server.admin().withToken(token).get("/oauth2/service/" + secret, "Cookie", "session=" + secret),
                server.admin().withBasic("somebody", secret).get("/oauth2/service?page=1"),
                server.admin().withToken(token).post("/oauth2/user", """
                        {"userId":"s9","userType":"employee","email":"s9@example.org",
                         "password":"%s","passwordConfirm":"%s-other"}""".formatted(secret, secret)),
                server.admin().withToken(token).post("/oauth2/user", "{\"password\":\"%s".formatted(secret)),
                server.open()
                        .withBasic("somebody", secret)
                        .send(
                                "POST",
                                "/oauth2/token",
                                "grant_type=client_credentials",
                                "Content-Type",
                                "application/x-www-form-urlencoded"),
                server.open()
                        .send(
                                "POST",
                                "/oauth2/token",
                                "grant_type=client_credentials&client_id=x&client_secret=" + secret + "&scope="
                                        + secret,
                                "Content-Type",
                                "application/x-www-form-urlencoded"));

        answers.forEach(answer -> assertThat(answer.status()).isBetween(400, 499));
        answers.stream()
                .filter(answer -> !answer.request().contains(secret))
                .forEach(
                        answer -> assertThat(answer.text()).as(answer.request()).doesNotContain(secret));
        assertThat(lines.all())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain(secret)
                        .doesNotContain(token)
                        .doesNotContain(clientSecret)
                        .doesNotContain(password));
        assertThat(Metrics.of(server).text()).doesNotContain(secret).doesNotContain("s9");
    }
}
