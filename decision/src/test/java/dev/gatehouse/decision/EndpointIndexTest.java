package dev.gatehouse.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointIndexTest {
    private static final EndpointIndex INDEX = Indexes.of(
            "/@get",
            "/v1/data@get",
            "/v1/data@post",
            "/v1/data@head",
            "/users/{id}@get",
            "/users/admin@get",
            "/users/{id}/keys@get",
            "/files/{name}.{ext}@get",
            "/jobs/{id}@post",
            "/jobs/{id}:cancel@post",
            "/tree/{+path}@get",
            "/tree/{top}/info@get",
            "/mail/@get",
            "/caf%C3%A9/menu@get",
            "/straße@get",
            "/@me/things@get",
            "/upper@GET",
            "/dav@propfind",
            "Query.pets",
            "host/service/action/0.1.0",
            "/no-method",
            "/query?action=a@get");

    @ParameterizedTest
    @CsvSource({
        "GET, /, /@get",
        "GET, http://example.org, /@get",
        "GET, https://user@example.org:8443/v1/data, /v1/data@get",
        "GET, /v1/data, /v1/data@get",
        "GET, /v1/data?a=b/../c, /v1/data@get",
        "POST, /v1/data, /v1/data@post",
        "HEAD, /v1/data, /v1/data@head",
        "HEAD, /users/7, /users/{id}@get",
        "GET, /users/7, /users/{id}@get",
        "GET, /users/admin, /users/admin@get",
        "GET, /users/administrator, /users/{id}@get",
        "GET, /users/admin/keys, /users/{id}/keys@get",
        "GET, /users/J%C3%BCrgen, /users/{id}@get",
        "GET, /users/a%20b, /users/{id}@get",
        "GET, /users/100%25, /users/{id}@get",
        "GET, /files/report.pdf, /files/{name}.{ext}@get",
        "GET, /files/a.b.c, /files/{name}.{ext}@get",
        "POST, /jobs/7, /jobs/{id}@post",
        "POST, /jobs/7:cancel, /jobs/{id}:cancel@post",
        "GET, /tree/a, /tree/{+path}@get",
        "GET, /tree/a/b/c/, /tree/{+path}@get",
        "GET, /tree/a/info, /tree/{top}/info@get",
        "GET, /tree/a%2Fb, /tree/{+path}@get",
        "GET, /mail/, /mail/@get",
        "GET, /caf%C3%A9/menu, /caf%C3%A9/menu@get",
        "GET, /stra%C3%9Fe, /straße@get",
        "GET, /@me/things, /@me/things@get",
        "GET, /%40me/things, /@me/things@get",
        "GET, /v1/d%61ta, /v1/data@get",
        "GET, /upper, /upper@GET",
        "PROPFIND, /dav, /dav@propfind",
        "GET, /users/7;v=1, /users/{id}@get"
    })
    void findsTheOneEndpoint(String method, String target, String endpoint) {
        assertThat(Indexes.asked(INDEX, method, target)).containsExactly(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/data",
        "GET, /v1",
        "GET, /v1/data/",
        "GET, /v1/data/x",
        "GET, /V1/data",
        "get, /v1/data",
        "PUT, /v1/data",
        "GET, /users/",
        "GET, /users",
        "GET, /mail",
        "GET, /files/report",
        "GET, /files/.pdf",
        "GET, /jobs/:cancel",
        "GET, /tree",
        "GET, /tree/",
        "GET, /no-method",
        "GET, /query",
        "GET, /host/service/action/0.1.0"
    })
    void refusesWhatIsNotRegistered(String method, String target) {
        assertThat(INDEX.find(ForwardedRequest.of(method, target)).decide(Set.of()))
                .isInstanceOf(Decision.NotRegistered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "v1/data",
                "example.org:443",
                "ftp://example.org/v1/data",
                "http:/v1/data",
                "http://example.org\\v1/data",
                "http://a%2Fb/v1/data",
                "//v1/data",
                "/v1//data",
                "/users/7//",
                "/./v1/data",
                "/v1/./data",
                "/v1/x/../data",
                "/v1/data/.",
                "/v1/data/..",
                "/users/..",
                "/users/%2e%2e",
                "/users/.%2E/v1/data",
                "/users/%252e%252e",
                "/users/%25252e%25252e",
                "/users/..;/v1/data",
                "/users/..;x=1/v1/data",
                "/users/..%3B/v1/data",
                "/users/%2e%2e%2fadmin",
                "/users/x%2f..%2fadmin",
                "/users/x%5C..%5Cadmin",
                "/users/7%2Fkeys%2Fall",
                "/users/7%2Fwrite",
                "/users/7%252Fwrite",
                "/users/7%5Cwrite",
                "/users\\7",
                "/users/7%00",
                "/users/7%2500",
                "/users/7%0d%0aX: y",
                "/users/7%7f",
                "/users/7%C2%85",
                "/users/7%",
                "/users/7%4",
                "/users/7%zz",
                "/users/7%u002e",
                "/users/%C0%AE",
                "/users/%FF",
                "/users/%ED%A0%80",
                "/users/ü",
                "/users/a b",
                "/users/7#x",
                "/v1;a=b/data/x",
                "/;/v1/data",
                "/users/;v=1",
                "/users/%3Fx"
            })
    void refusesWhatServersReadDifferently(String target) {
        assertThat(INDEX.find(ForwardedRequest.of("GET", target)).decide(Set.of("everything")))
                .as(target)
                .isInstanceOfAny(Decision.Evasive.class, Decision.NotRegistered.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/users/ADMIN, /users/{id}@get /users/admin@get",
        "/users/%61dmin, /users/admin@get /users/{id}@get",
        "/users/admin;x=1, /users/{id}@get /users/admin@get",
        "/users/admin%3Bx=1, /users/{id}@get /users/admin@get",
        "/users/admin%253Bx, /users/{id}@get /users/admin@get",
        "/users/admin., /users/{id}@get /users/admin@get",
        "/users/admin%20, /users/{id}@get /users/admin@get",
        "/users/admin.json, /users/{id}@get /users/admin@get",
        "/users/%2561dmin, /users/{id}@get /users/admin@get",
        "/users/admin%3Fx, /users/{id}@get /users/admin@get",
        "/users/admin%23x, /users/{id}@get /users/admin@get",
        "/users/7%2Fkeys, /users/{id}@get /users/{id}/keys@get"
    })
    void everyWayToReadATargetHasToBeAllowed(String target, String endpoints) {
        assertThat(Indexes.asked(INDEX, "GET", target)).containsExactlyInAnyOrder(endpoints.split(" "));
    }

    @Test
    void aPathLongerThanTheBoundIsRefused() {
        String longest = "/users/" + "a".repeat(RequestTarget.MAX_LENGTH - 7);

        assertThat(Indexes.asked(INDEX, "GET", longest)).containsExactly("/users/{id}@get");
        assertThat(INDEX.find(ForwardedRequest.of("GET", longest + "a")).decide(null))
                .isInstanceOf(Decision.Evasive.class);
    }

    @Test
    void whatNestsEncodingsIsRefusedAndFast() {
        String nested = "/users/%" + "25".repeat(2_000) + "2e";

        assertThat(INDEX.find(ForwardedRequest.of("GET", nested)).decide(null)).isInstanceOf(Decision.Evasive.class);
    }

    @Test
    void twoTemplatesOfWhichNeitherIsMoreSpecificBothCount() {
        EndpointIndex index = Indexes.of("/{a}/x@get", "/y/{b}@get", "/{c}/x@post", "/z/x@get", "/{other}/x@get");

        assertThat(Indexes.asked(index, "GET", "/y/x")).contains("/{a}/x@get", "/y/{b}@get", "/{other}/x@get");
        assertThat(Indexes.asked(index, "GET", "/z/x")).containsExactly("/z/x@get");
    }

    /** Spring takes the one with fewer parameters. */
    @Test
    void aSegmentWithSeveralParametersIsNotMoreSpecificThanOne() {
        EndpointIndex index = Indexes.of(
                "/files/{id}@get",
                "/files/{name}.{ext}@get",
                "/files/{id}.csv@get",
                "/{x}/{y}/z@get",
                "/a/{b}-{c}/z@get");

        assertThat(Indexes.asked(index, "GET", "/files/a.b"))
                .containsExactlyInAnyOrder("/files/{id}@get", "/files/{name}.{ext}@get");
        assertThat(Indexes.asked(index, "GET", "/files/a.csv"))
                .contains("/files/{id}.csv@get", "/files/{name}.{ext}@get");
        assertThat(Indexes.asked(index, "GET", "/a/b-c/z")).containsExactly("/a/{b}-{c}/z@get");
    }

    @Test
    void endpointsThatDifferInCaseOnlyBothCount() {
        EndpointIndex index = Indexes.of("/Users@get", "/users@get");

        assertThat(Indexes.asked(index, "GET", "/users")).containsExactlyInAnyOrder("/users@get", "/Users@get");
    }

    @Test
    void twinsWithAndWithoutASlashBothCount() {
        EndpointIndex index = Indexes.of("/pets@get", "/pets/@get");

        assertThat(Indexes.asked(index, "GET", "/pets")).containsExactly("/pets@get", "/pets/@get");
        assertThat(Indexes.asked(index, "GET", "/pets/")).containsExactly("/pets/@get", "/pets@get");
    }

    @Test
    void namesOfMethodFieldsCountInEverySpelling() {
        assertThat(List.of("X-HTTP-Method-Override", "x_http_method_override", "X-Http_Method", "X.METHOD-Override"))
                .allMatch(MethodOverrides::isHeader);
        assertThat(List.of("", "X-HTTP-Methods", "X-HTTPxMethod", "Y-HTTP-Method", "Content-Length"))
                .noneMatch(MethodOverrides::isHeader);
    }

    @Test
    void aPreflightIsDecidedByWhatItAsksAbout() {
        EndpointIndex index = Indexes.of("/pets@delete", "/cats@delete", "/cats@options");
        ForwardedRequest preflight = new ForwardedRequest("OPTIONS", "/pets", List.of(), "DELETE");

        assertThat(index.decide(preflight, null)).isInstanceOf(Decision.Allowed.class);
        assertThat(index.decide(new ForwardedRequest("OPTIONS", "/pets", List.of(), "PUT"), null))
                .isInstanceOf(Decision.NotRegistered.class);
        assertThat(index.decide(new ForwardedRequest("OPTIONS", "/pets", List.of("PUT"), "DELETE"), null))
                .isInstanceOf(Decision.NotRegistered.class);
        assertThat(index.decide(new ForwardedRequest("DELETE", "/pets", List.of(), "DELETE"), null))
                .isInstanceOf(Decision.TokenNeeded.class);
        assertThat(index.decide(new ForwardedRequest("OPTIONS", "/cats", List.of(), "DELETE"), null))
                .isInstanceOf(Decision.TokenNeeded.class);
    }

    @Test
    void templatesMadeToMatchInManyWaysDoNotHoldUp() {
        String[] names = new String[4_096];
        for (int i = 0; i < names.length; i++) {
            StringBuilder path = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                path.append((i >> bit & 1) == 0 ? "/a" : "/{p}");
            }
            names[i] = path + "@get";
        }

        assertThat(Indexes.of(names).decide(ForwardedRequest.of("GET", "/a".repeat(12)), null))
                .isInstanceOf(Decision.Evasive.class);
    }
}
