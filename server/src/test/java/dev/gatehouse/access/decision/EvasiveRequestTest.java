package dev.gatehouse.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.RawAnswer;
import dev.gatehouse.http.RawConnection;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions as no honest caller causes them, byte by byte. */
class EvasiveRequestTest {
    private final TestServer server = TestServer.shared();
    private final GuardedApi pets = GuardedApi.register(server);
    private final Api reader = pets.with("pets.r");

    private RawAnswer ask(String requestLine, String... fields) {
        List<String> head = new ArrayList<>(List.of(requestLine + " HTTP/1.1", "Host: gatehouse"));
        head.add("Authorization: Bearer " + reader.token());
        head.addAll(List.of(fields));
        try (RawConnection connection = RawConnection.to(server.adminUrl())) {
            return connection.sendHead(head.toArray(String[]::new)).read();
        }
    }

    /** Nothing that follows the service id may lead to another route, whose 200 a gateway would take for a yes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../health/live",
                "/../health/live",
                "/..%2f..%2fhealth/live",
                "/%2e%2e/%2e%2e/health/live",
                "/..;/..;/health/live",
                "/../elsewhere/health",
                "/./health",
                "//health",
                "/x/../health",
                "/health/",
                "/health%00",
                "/HEALTH",
                "/%68ealth/x",
                "*",
                "%2Fhealth",
                "%00/health",
                "?x=/health"
            })
    void s11_whatFollowsTheServiceLeadsNowhereElse(String behind) {
        RawAnswer answer = ask("GET " + pets.path() + behind);

        assertThat(answer.status()).as(answer.text()).isIn(400, 403);
        assertThat(ask("GET " + pets.path() + "/health").status()).isEqualTo(200);
    }

    @Test
    void s11_theServiceItselfMayNotBeSpelledInSeveralWays() {
        GuardedApi other = GuardedApi.register(server);

        assertThat(ask("GET /access/x/../" + other.serviceId() + "/health").status())
                .isEqualTo(403);
        assertThat(ask("GET /access/../health/live").status()).isEqualTo(400);
        assertThat(ask("GET /access/%2e%2e/health/live").status()).isEqualTo(400);
        assertThat(ask("GET /access//health/live").status()).isEqualTo(400);
        assertThat(ask("GET /access/" + other.serviceId().replace("guarded", "%67uarded") + "/health")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/pets/../pets/mine",
                "/v1/pets/%2e%2e/pets/mine",
                "/v1/pets/mine;x=1",
                "/v1/pets/%6Dine",
                "/v1/pets/MINE",
                "/v1/pets/mine.",
                "/v1/pets/mine%20",
                "/v1/pets/mine%2F",
                "/v1/pets/mine%5C",
                "/v1/pets/%256dine",
                "/v1/pets/x%2F..%2Fmine",
                "/v1/pets//mine",
                "/v1/pets/mine/",
                "/v1\\pets\\mine",
                "/v1/pets/mine#",
                "/v1/pets/mine%23",
                "/v1/pets/mine?",
                "http://elsewhere/v1/pets/mine",
                "/v1/pets/mine%00",
                "/v1/pets/\u00fc"
            })
    void whatThePlainPathMayNotNoSpellingOfItMay(String target) {
        RawAnswer forwarded = ask("GET " + pets.path(), "X-Original-Method: GET", "X-Original-URI: " + target);

        assertThat(forwarded.status()).as(target).isEqualTo(403);
    }

    @Test
    void aMethodInAFieldIsNotHonouredButHasToBeAllowed() {
        String[] plain = {"X-Original-Method: GET", "X-Original-URI: /v1/pets/7"};
        assertThat(ask("GET " + pets.path(), plain).status()).isEqualTo(200);
        for (String name :
                List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X_HTTP-Method_Override")) {
            assertThat(ask("GET " + pets.path(), plain[0], plain[1], name + ": DELETE")
                            .code())
                    .isEqualTo("ERR10005");
            assertThat(ask("GET " + pets.path(), plain[0], plain[1], name + ": GET", name + ": PURGE")
                            .code())
                    .isEqualTo("ERR12161");
        }
        assertThat(ask("GET " + pets.path(), plain[0], plain[1] + "?_method=delete")
                        .code())
                .isEqualTo("ERR10005");
    }

    @Test
    void aServiceNamesTheParametersThatNameMethodsToIt() {
        String asked = "X-Original-URI: /v1/pets/7?do_as=DELETE&method=card";
        assertThat(ask("GET " + pets.path(), "X-Original-Method: GET", asked).status())
                .isEqualTo(200);
        server.administrator()
                .put("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Guarded",
                 "scope":"pets.r pets.w pets.mine pets.admin","methodParameters":["do-as"]}
                """.formatted(pets.serviceId()))
                .expect(200);

        assertThat(ask("GET " + pets.path(), "X-Original-Method: GET", asked).code())
                .isEqualTo("ERR10005");
        assertThat(ask("GET " + pets.path(), "X-Original-Method: GET", "X-Original-URI: /v1/pets/7?_method=DELETE")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aQuestionThatNamesTwoRequestsIsRefused() {
        String[][] unclear = {
            {},
            {"X-Original-Method: GET"},
            {"X-Original-URI: /health"},
            {"X-Forwarded-Method: GET", "X-Original-URI: /health"},
            {"X-Original-Method: GET", "X-Original-URI: /health", "X-Original-URI: /v1/pets"},
            {"X-Original-Method: GET", "x-original-method: GET", "X-Original-URI: /health"},
            {"X-Original-Method: GET", "X-Original-URI: /health", "X-Forwarded-Method: GET", "X-Forwarded-Uri: /health"
            },
            {"X-Original-Method: GET", "X-Original-URI: /health", "X-Forwarded-Uri: /health"},
        };
        for (String[] fields : unclear) {
            RawAnswer answer = ask("GET " + pets.path(), fields);
            assertThat(answer.code()).as(String.join(", ", fields)).isEqualTo("ERR12163");
        }
        assertThat(ask("GET " + pets.path() + "/health", "X-Original-Method: GET", "X-Original-URI: /health")
                        .code())
                .isEqualTo("ERR12163");
        assertThat(ask("GET " + pets.path(), "X-Original-Method: GET", "X-Original-URI: /health")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void s13_aTargetOverTheBoundIsRefused() {
        String path = "/v1/pets/" + "a".repeat(8 * 1024 - 9);

        assertThat(ask("GET " + pets.path(), "X-Original-Method: GET", "X-Original-URI: " + path)
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET " + pets.path(), "X-Original-Method: GET", "X-Original-URI: " + path + "a")
                        .code())
                .isEqualTo("ERR12161");
    }

    @Test
    void twoTokensAreNone() {
        RawAnswer answer = ask(
                "GET " + pets.path(),
                "Authorization: Bearer other",
                "X-Original-Method: GET",
                "X-Original-URI: /v1/pets");

        assertThat(answer.code()).isEqualTo("ERR10000");
        assertThat(answer.header("WWW-Authenticate")).contains("scope=\"pets.r\"");
    }

    @Test
    void anyOtherMethodIsAQuestionToo() {
        assertThat(ask("PROPFIND " + pets.path() + "/health").code()).isEqualTo("ERR12160");
        assertThat(ask("PROPFIND " + pets.path(), "X-Original-Method: GET", "X-Original-URI: /health")
                        .status())
                .isEqualTo(200);
    }
}
