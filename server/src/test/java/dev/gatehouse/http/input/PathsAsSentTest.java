package dev.gatehouse.http.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.RawAnswer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.OpenApiContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No path is normalised into another one's route: every operation of every contract, and every place in its path. */
class PathsAsSentTest {
    /** No segment is like this, whatever it is meant to name. */
    private static final List<String> SEGMENTS = List.of(
            "",
            ".",
            "..",
            "%2e",
            "%2E%2e",
            ".%2E",
            "%2e.",
            "a\\b",
            "..\\..\\x",
            "%00",
            "a%00b",
            "a%01",
            "%09",
            "%0d%0aX:%20y",
            "%7f",
            "a%c2%85b",
            "%c0%ae%c0%ae",
            "%c0%af",
            "%e0%80%ae",
            "%f0%80%80%af",
            "%ed%a0%80",
            "%ff",
            "%",
            "%2",
            "%zz",
            "%u002e");

    /** What may be a name, where names may have slashes and backslashes, and never is another path. */
    private static final List<String> DATA = List.of(
            "%2f", "%2F..", "..%2f", "%2e%2e%2f%2e%2e", "a%2Fb", "%5c", "a%5Cb", "..%5c..%5cb", "%252e%252e", "%252f");

    /** Asked about whole requests for others, whose paths are theirs. */
    private static final String DECISIONS = "/access/";

    private static final List<OpenApiContract.Operation> OPERATIONS = OpenApiContract.allOperations();

    private static FilledServer filled;

    @BeforeAll
    static void fill() {
        filled = new FilledServer();
    }

    @AfterAll
    static void stop() {
        filled.close();
    }

    private static boolean isDecision(OpenApiContract.Operation operation) {
        return operation.path().startsWith(DECISIONS);
    }

    private static Stream<OpenApiContract.Operation> ofOurs() {
        return OPERATIONS.stream().filter(operation -> !isDecision(operation));
    }

    /** RFC 7592 section 2.1 tells whoever has not the token of a client that it is wrong, whether there is such a client or not. */
    private static boolean isRegistration(OpenApiContract.Operation operation) {
        return operation.path().equals("/oauth2/register/{clientId}");
    }

    private static RawAnswer ask(OpenApiContract.Operation operation, String target) {
        return filled.sender(operation).send(operation.method(), target, "application/json", "{}");
    }

    /** @return what was wrong with the answers, one line each */
    private static List<String> walk(
            String parameters, Stream<OpenApiContract.Operation> operations, List<String> sent, Set<Integer> fine) {
        List<String> wrong = new ArrayList<>();
        operations.forEach(operation -> FilledServer.parameters(operation).stream()
                .filter(parameter -> parameter.matches(parameters))
                .forEach(parameter -> sent.forEach(value -> {
                    String target = filled.path(operation, Map.of(parameter, value));
                    RawAnswer answer = ask(operation, target);
                    if (!fine.contains(answer.status())) {
                        wrong.add("%s %s: %d %.300s"
                                .formatted(operation.method(), target, answer.status(), answer.text()));
                    }
                })));
        return wrong;
    }

    @Test
    void s29_noSegmentLeadsElsewhere() {
        Map<String, String> before = filled.content();

        assertThat(walk("serviceId", OPERATIONS.stream().filter(PathsAsSentTest::isDecision), SEGMENTS, Set.of(400)))
                .isEmpty();
        assertThat(walk(".+", ofOurs(), SEGMENTS, Set.of(400))).isEmpty();
        assertThat(filled.content()).isEqualTo(before);
    }

    @Test
    void s29_anEncodedSlashOrBackslashIsPartOfAName() {
        Map<String, String> before = filled.content();

        assertThat(walk(".+", ofOurs().filter(each -> !isRegistration(each)), DATA, Set.of(400, 404, 422)))
                .isEmpty();
        assertThat(walk(".+", ofOurs().filter(PathsAsSentTest::isRegistration), DATA, Set.of(400, 401)))
                .isEmpty();
        assertThat(filled.content()).isEqualTo(before);
    }

    @Test
    void s29_namesThatHoldThemAreFoundByThem() {
        Api api = filled.server().administrator();
        api.post("/oauth2/service", """
                        {"serviceId":"back\\\\slash","serviceType":"openapi","serviceName":"x","scope":"https://scopes.example/a"}
                        """).expect(200);

        api.get("/oauth2/service/back%5Cslash").expect(200);
        assertThat(api.get("/oauth2/scope/https:%2F%2Fscopes.example%2Fa")
                        .expect(200)
                        .json()
                        .get("scope")
                        .asString())
                .isEqualTo("https://scopes.example/a");
        api.delete("/oauth2/service/back%5Cslash").expect(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%s", "/.%s", "/x/..%s", "/%%2e%s", "%s/", "%s//", "%s/.", "%s/x/..", "%s/%%2E%%2E", "%s\\"})
    void s29_nothingMayStandBeforeOrBehindAPath(String form) {
        Map<String, String> before = filled.content();

        for (OpenApiContract.Operation operation : OPERATIONS) {
            if (!isDecision(operation)) {
                String target = form.formatted(filled.path(operation));
                assertThat(ask(operation, target).status())
                        .as("%s %s", operation.method(), target)
                        .isEqualTo(400);
            }
        }
        assertThat(filled.content()).isEqualTo(before);
    }

    @Test
    void s29_noSlashIsDoubledAndNoneIsEncoded() {
        for (OpenApiContract.Operation operation : OPERATIONS) {
            String path = filled.path(operation);
            for (int at = path.lastIndexOf('/');
                    at >= 0 && !isDecision(operation);
                    at = path.lastIndexOf('/', at - 1)) {
                String doubled = path.substring(0, at) + "/" + path.substring(at);
                assertThat(ask(operation, doubled).status())
                        .as("%s %s", operation.method(), doubled)
                        .isEqualTo(400);
                String encoded = path.substring(0, at) + "%2F" + path.substring(at + 1);
                assertThat(at == 0 ? 404 : ask(operation, encoded).status())
                        .as("%s %s", operation.method(), encoded)
                        .isIn(400, 404, 405);
            }
        }
    }

    @Test
    void s29_bytesThatMustBeEncodedAreRefused() {
        List<OpenApiContract.Operation> removing = OPERATIONS.stream()
                .filter(operation -> operation.method().equals("DELETE") && !isDecision(operation))
                .toList();
        Map<String, String> before = filled.content();

        for (String character : List.of("\u0001", "\u001f", "\u007f", "\\")) {
            for (OpenApiContract.Operation operation : removing) {
                String target = filled.path(operation) + character;
                assertThat(ask(operation, target).status())
                        .as("%s %s", operation.method(), target)
                        .isIn(400, 404);
            }
        }
        assertThat(filled.content()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "/token-storage/%zz, BadRequest, 400",
        "/token-storage/service/%ff, BadRequest, 400",
        "/token-storage/user/u/token/.., BadRequest, 400",
        "/token-storage//user, BadRequest, 400",
        "/token-storage/nothing, NotFound, 404",
        "/token-storage/token, MethodNotAllowed, 405",
        "/token-storage/service?pageSize=%zz, BadRequest, 400",
        "/port-service/%c0%af, BadRequest, 400",
        "/port-service/user/%zz/service, BadRequest, 400",
        "/port-service, NotFound, 404",
        "/port-service/exchange, MethodNotAllowed, 405"
    })
    void anApiRefusesInItsOwnFormWhateverIsBelowIt(String target, String error, int status) {
        RawAnswer answer = filled.admin().send(status == 405 ? "PATCH" : "GET", target);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).startsWith("{\"error\":\"" + error + "\",\"http_code\":" + status + ",");
        assertThat(status == 405 && answer.header("Allow") == null).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /oauth2/register/%zz, 400",
        "PUT /oauth2/register/%ff, 400",
        "DELETE /oauth2/register/.., 400",
        "GET /oauth2/register/, 400",
        "GET /oauth2/register/x/y, 404",
        "PATCH /oauth2/register, 405"
    })
    void registrationRefusesInTheFormOfItsRfc(String request, int status) {
        RawAnswer answer = filled.open().send(request.split(" ")[0], request.split(" ")[1]);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("\"error\":\"invalid_request\"").doesNotContain("ERR1");
    }

    @Test
    void aPathBesideAnApiIsNotItsOwn() {
        assertThat(filled.admin().send("GET", "/token-storages/%zz").code()).isEqualTo("ERR12118");
        assertThat(filled.open().send("GET", "/oauth2/%zz").code()).isEqualTo("ERR12118");
    }
}
