package dev.gatehouse.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers take targets and methods for that say them in unusual ways. */
class ReadingsTest {
    @ParameterizedTest
    @CsvSource({
        "/users/7;/avatar, /users/{id}/avatar@get /users/{id}@get",
        "/users/7;v=1;w/avatar, /users/{id}/avatar@get /users/{id}@get",
        "/users/7%3B/avatar, /users/{id}/avatar@get /users/{id}@get",
        "/users/7%253Bx/avatar, /users/{id}/avatar@get /users/{id}@get",
        "/users/7;jsessionid=a/avatar, /users/{id}/avatar@get /users/{id}@get",
        "/users/7;v=1, /users/{id}@get",
        "/users;/7/avatar, ''",
        "/;/users/7, ''"
    })
    void aSemicolonEndsThePathToSomeServers(String target, String endpoints) {
        EndpointIndex index = Indexes.of("/users/{id}/avatar@get", "/users/{id}@get");

        assertThat(String.join(" ", Indexes.asked(index, "GET", target))).isEqualTo(endpoints);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/admin.de.json, /api/{x}@get /api/admin@get",
        "/api/ADMIN.json.de.gz, /api/{x}@get /api/admin@get",
        "/api/admin.json/, /api/{x}/@get /api/admin@get",
        "/api/.json, /api/{x}@get /api@get",
        "/api/.de.json, /api/{x}@get /api@get",
        "/api/%20.json, /api/{x}@get /api@get",
        "/api/report.de.csv, /api/{x}@get /api/report.csv@get",
        "/api/report.csv.de, /api/{x}@get /api/report.csv@get",
        "/api/7:stop.json, /api/{x}@get /api/{x}:stop@get",
        "/api/administrator.json, /api/{x}@get",
        "/api/1.2.3.4.5.6.7.8.9, ''",
        "/api/jquery.ui.1.12.min.js, /api/{x}@get"
    })
    void anyExtensionsMayBeTakenOff(String target, String endpoints) {
        EndpointIndex index = Indexes.of(
                "/api@get",
                "/api/{x}@get",
                "/api/{x}/@get",
                "/api/admin@get",
                "/api/report.csv@get",
                "/api/{x}:stop@get");

        assertThat(Indexes.asked(index, "GET", target))
                .contains(endpoints.isEmpty() ? new String[0] : endpoints.split(" "));
        assertThat(Indexes.asked(index, "GET", target).isEmpty()).isEqualTo(endpoints.isEmpty());
    }

    /** Without regard to case, and without taking the encoded slash for one. */
    @Test
    void aParameterThatMayBeNothingHidesNoneThatIsNot() {
        EndpointIndex index = Indexes.of("/me/{y}/{rest+}@get", "/{x}/{rest+}@get", "/me/{rest+}@get");

        assertThat(Indexes.asked(index, "GET", "/ME/ADMIN%2Fa"))
                .contains("/me/{y}/{rest+}@get", "/{x}/{rest+}@get", "/me/{rest+}@get");
    }

    /** Who takes the extension off sees nothing else; only where a template has the extension itself, it is meant. */
    @Test
    void whatIsLeftWithoutAnExtensionMayBeForALessSpecificTemplate() {
        EndpointIndex index = Indexes.of("/{a}/{b}/{c}@get", "/{a}/{rest+}@get", "/{a}/{b}/list.csv@get");

        assertThat(Indexes.asked(index, "GET", "/users/me/.json")).contains("/{a}/{b}/{c}@get", "/{a}/{rest+}@get");
        assertThat(Indexes.asked(index, "GET", "/users/me/list.csv")).containsExactly("/{a}/{b}/list.csv@get");
    }

    @Test
    void namesWithManyDotsAreFreeWhereNothingLooksLikeThem() {
        EndpointIndex index = Indexes.of("/oids/{oid}@get", "/oids/list@get");

        assertThat(Indexes.asked(index, "GET", "/oids/1.3.6.1.4.1.311.21.8.7")).containsExactly("/oids/{oid}@get");
        assertThat(Indexes.asked(index, "GET", "/oids/list.1.2.3.4.5.6.7")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/files, /{x}@get /files/{path*}@get",
        "/files/, /{x}/@get /files/{path*}@get",
        "/more, /{x}@get /more/{path+}@get",
        "/items/:cancel, /items/{id}@get /items/{id}:cancel@get",
        "/items/v, /items/{id}@get /items/v{n}@get",
        "/items/v-, /items/v{n}@get /items/{a}-{b}@get",
        "/FILES, /{x}@get /files/{path*}@get",
        "/files.json, /{x}@get /files/{path*}@get",
        "/items/, /{x}/@get /items/{id}@get"
    })
    void aParameterMayBeNothingToSomeServers(String target, String endpoints) {
        EndpointIndex index = Indexes.of(
                "/{x}@get",
                "/{x}/@get",
                "/files/{path*}@get",
                "/more/{path+}@get",
                "/items/{id}@get",
                "/items/{id}:cancel@get",
                "/items/v{n}@get",
                "/items/{a}-{b}@get");

        assertThat(Indexes.asked(index, "GET", target)).contains(endpoints.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/keys/", "/api/keys/%20", "/api/keys.json/", "/api/KEYS.", "/api/keys/."})
    void whatSeveralKindsOfCarelessnessTogetherMakeOfATargetHasToBeAllowed(String target) {
        EndpointIndex index = Indexes.of("/api/{rest+}@get", "/api/keys@get");

        assertThat(index.find(ForwardedRequest.of("GET", target)))
                .as(target)
                .satisfiesAnyOf(
                        finding -> assertThat(finding.decide(Set.of())).isInstanceOf(Decision.Evasive.class),
                        finding -> assertThat(((Finding.Found) finding).endpoints())
                                .extracting(GuardedEndpoint::name)
                                .contains("/api/keys@get"));
    }

    @Test
    void methodsThatFieldsAskForAreNotHonouredButHaveToBeAllowedToo() {
        EndpointIndex index = Indexes.of("/pets@post", "/pets@delete");

        assertThat(Indexes.asked(index, new ForwardedRequest("POST", "/pets", List.of("DELETE"), null)))
                .containsExactly("/pets@post", "/pets@delete");
        assertThat(Indexes.asked(index, new ForwardedRequest("POST", "/pets", List.of(" delete "), null)))
                .containsExactly("/pets@post", "/pets@delete");
        assertThat(Indexes.asked(index, new ForwardedRequest("POST", "/pets", List.of("PUT"), null)))
                .isEmpty();
        assertThat(Indexes.asked(index, "POST", "/pets?_method=delete")).containsExactly("/pets@post", "/pets@delete");
        assertThat(Indexes.asked(index, "POST", "/pets?a=b&%5FMETHOD=DELET%45"))
                .containsExactly("/pets@post", "/pets@delete");
        assertThat(Indexes.asked(index, "POST", "/pets?_method=fancy&method=card"))
                .containsExactly("/pets@post");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method=DELETE",
                "X-HTTP-Method=delete",
                "x_http_method_override=DELETE",
                "_HttpMethod=Delete",
                "_httpmethod=DELETE",
                "x-tunneled-method=DELETE",
                "a=b&method=GET&method=DELETE",
                "method=card&method=DELETE",
                "_method[]=DELETE",
                "_method%5B0%5D=DELETE",
                "%255Fmethod=DELETE",
                "%6Dethod=%44ELETE",
                "_method=DELETE,GET",
                "_method=+delete+",
                "_method=PURGE"
            })
    void anyParameterThatMayNameAMethodCounts(String query) {
        EndpointIndex index = Indexes.of("/pets/{id}@get", "/pets/{id}@delete", "/pets/{id}@purge");

        for (String sign : List.of("?", ";", "%3F", "%3B", "?a=b;")) {
            assertThat(Indexes.asked(index, "GET", "/pets/7" + sign + query))
                    .as(sign)
                    .hasSize(2)
                    .startsWith("/pets/{id}@get")
                    .containsAnyOf("/pets/{id}@delete", "/pets/{id}@purge");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"method=card", "_method=PROPFIND", "methods=DELETE", "name=method=DELETE", "method", "q=_method"
            })
    void whatNamesNoMethodOfTheServiceStaysData(String query) {
        EndpointIndex index = Indexes.of("/pets@get", "/pets@delete");

        assertThat(Indexes.asked(index, "GET", "/pets?" + query)).containsExactly("/pets@get");
    }

    @Test
    void aServiceMayNameItsParametersForMethodsItself() {
        List<GuardedEndpoint> endpoints = List.of(Indexes.endpoint("/pets@get"), Indexes.endpoint("/pets@delete"));
        EndpointIndex own = EndpointIndex.of(endpoints, MethodParameters.of(List.of("do-as")));
        EndpointIndex none = EndpointIndex.of(endpoints, MethodParameters.of(List.of()));

        assertThat(Indexes.asked(own, "GET", "/pets?Do_As=delete")).containsExactly("/pets@get", "/pets@delete");
        assertThat(Indexes.asked(own, "GET", "/pets?_method=delete")).containsExactly("/pets@get");
        assertThat(Indexes.asked(none, "GET", "/pets?_method=delete")).containsExactly("/pets@get");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+_method", "%20_method", ".method", "[method", "%5Bmethod", "_method%00x", "x=1;_method"})
    void aParameterThatPhpTakesForAMethodCounts(String name) {
        EndpointIndex index = Indexes.of("/pets@post", "/pets@delete");

        assertThat(Indexes.asked(index, "POST", "/pets?" + name + "=DELETE"))
                .containsExactly("/pets@post", "/pets@delete");
    }
}
