package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** The comparison with the contracts notices what it is there to notice. */
class ContractAgreementTest {
    private static final String TAG = "\"8d777f385d3dfec8815d20f7496026dc\"";
    private static final String SERVICE = """
            {"serviceId":"a","serviceType":"openapi","serviceName":"A","ownerId":"m","policy":"open","decisionMode":"enforce","scope":"",
             "createDt":"2026-01-31T12:00:00Z","updateDt":"2026-01-31T12:00:00Z"}
            """;
    private static final String[] OK = {"Content-Type", "application/json", "X-Request-Id", "1", "ETag", TAG};
    private static final String[] FAILED = {"Content-Type", "application/json", "X-Request-Id", "1"};

    private static Answer answer(int status, String body, String... headers) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new Answer(
                "", status, HttpHeaders.of(all, (name, value) -> true), body.getBytes(StandardCharsets.UTF_8));
    }

    private static void accepts(String method, String path, Answer answer) {
        assertThatCode(() -> ContractAgreement.check(method, path, answer)).doesNotThrowAnyException();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refuses(String method, String path, Answer answer) {
        return assertThatThrownBy(() -> ContractAgreement.check(method, path, answer))
                .isInstanceOf(AssertionError.class);
    }

    private static String error(int status, String code, String message) {
        return """
                {"statusCode":%d,"code":"%s","message":"%s","description":"d","severity":"ERROR"}
                """.formatted(status, code, message);
    }

    @Test
    void acceptsWhatIsDocumented() {
        accepts("GET", "/oauth2/service/a", answer(200, SERVICE, OK));
        accepts("GET", "/oauth2/service/a%2Fb?x=1", answer(404, error(404, "ERR12015", "SERVICE_NOT_FOUND"), FAILED));
        accepts("HEAD", "/oauth2/service/a", answer(200, "", OK));
        accepts("GET", "/oauth2/service/a", answer(304, "", "X-Request-Id", "1", "ETag", TAG));
    }

    @Test
    void refusesAStatusThatIsNotDocumented() {
        refuses("GET", "/oauth2/service/a", answer(202, SERVICE, OK))
                .hasMessageContaining(
                        "registry.yaml: GET /oauth2/service/{serviceId} does not document the status 202");
    }

    @Test
    void refusesABodyThatDoesNotFit() {
        refuses("GET", "/oauth2/service/a", answer(200, SERVICE.replace("openapi", "soap"), OK))
                .hasMessageContaining("/serviceType")
                .hasMessageContaining("soap");
        refuses("GET", "/oauth2/service/a", answer(200, SERVICE.replace("\"ownerId\":\"m\",", ""), OK))
                .hasMessageContaining("ownerId");
        refuses("GET", "/oauth2/service/a", answer(200, SERVICE.replace("2026-01-31T", "31.1.2026 "), OK))
                .hasMessageContaining("/createDt");
        refuses("GET", "/oauth2/service/a", answer(200, SERVICE.replace("{", "{\"more\":1,"), OK))
                .hasMessageContaining("more");
    }

    @Test
    void refusesABodyThatIsMissingOrNotJson() {
        refuses("GET", "/oauth2/service/a", answer(200, "", OK)).hasMessageContaining("documents a body");
        refuses("GET", "/oauth2/service/a", answer(200, "{", OK)).hasMessageContaining("not JSON");
        refuses("DELETE", "/oauth2/user/a", answer(204, "x", FAILED)).hasMessageContaining("documents []");
    }

    @Test
    void refusesAMediaTypeThatIsNotDocumented() {
        String[] html = OK.clone();
        html[1] = "text/html; charset=utf-8";
        refuses("GET", "/oauth2/service/a", answer(200, SERVICE, html)).hasMessageContaining("text/html");
    }

    @Test
    void refusesAMissingOrWrongHeader() {
        refuses("GET", "/oauth2/service/a", answer(200, SERVICE, Arrays.copyOf(OK, 4)))
                .hasMessageContaining("[ETag]");
        refuses("GET", "/oauth2/service/a", answer(401, error(401, "ERR10002", "MISSING_AUTH_TOKEN"), FAILED))
                .hasMessageContaining("[WWW-Authenticate]");
        String[] weak = OK.clone();
        weak[5] = "W/" + TAG;
        refuses("GET", "/oauth2/service/a", answer(200, SERVICE, weak)).hasMessageContaining("header ETag");
    }

    @Test
    void refusesAnOperationThatNoContractHas() {
        refuses("GET", "/oauth2/nothing", answer(200, "{}", OK)).hasMessageContaining("no contract has this operation");
        refuses("PATCH", "/oauth2/service", answer(200, "{}", OK)).hasMessageContaining("no contract");
        refuses("GET", "/oauth2/nothing", answer(404, error(404, "ERR12015", "SERVICE_NOT_FOUND"), FAILED))
                .hasMessageContaining("no contract");
    }

    @Test
    void acceptsEverywhereWhatEveryRequestMayMeet() {
        accepts("GET", "/nothing", answer(404, error(404, "ERR10007", "INVALID_REQUEST_PATH"), FAILED));
        accepts("GET", "/oauth2/service", answer(431, error(431, "ERR12116", "REQUEST_HEADERS_TOO_LARGE"), FAILED));
        accepts("OPTIONS", "/oauth2/service", answer(204, "", "Allow", "GET"));
        refuses("PATCH", "/oauth2/service", answer(405, error(405, "ERR10008", "METHOD_NOT_ALLOWED"), FAILED))
                .hasMessageContaining("Allow");
        refuses("GET", "/nothing", answer(404, "{\"code\":\"ERR10007\"}", FAILED))
                .hasMessageContaining("statusCode");
    }
}
