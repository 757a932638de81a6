package dev.gatehouse.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages, prefix filter and the links between pages. */
class PagingTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final Api api = TestServer.shared().administrator();
    private final String prefix = "paging-" + UUID.randomUUID() + "-";

    private List<String> ids(Answer answer) {
        return answer.json()
                .valueStream()
                .map(service -> service.get("serviceId").asString())
                .toList();
    }

    private void register(String... suffixes) {
        for (String suffix : suffixes) {
            api.post("/oauth2/service", Services.body(prefix + suffix)).expect(200);
        }
    }

    @Test
    void pageIsRequired() {
        assertThat(api.get("/oauth2/service")
                        .expectError(400, "ERR11000", "VALIDATOR_REQUEST_PARAMETER_QUERY_MISSING")
                        .description())
                .isEqualTo("Query parameter 'page' is required on path '/oauth2/service' but not found in request.");
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, ERR11011, VALIDATOR_REQUEST_PARAMETER_NUMBER_BELOW_MIN",
        "page=-1, ERR11011, VALIDATOR_REQUEST_PARAMETER_NUMBER_BELOW_MIN",
        "page=abc, ERR11010, VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT",
        "page=, ERR11010, VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT",
        "page=1.5, ERR11010, VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT",
        "page=1&page=2, ERR11010, VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT",
        "page=99999999999, ERR11012, VALIDATOR_REQUEST_PARAMETER_NUMBER_ABOVE_MAX",
        "page=1&pageSize=0, ERR11011, VALIDATOR_REQUEST_PARAMETER_NUMBER_BELOW_MIN",
        "page=1&pageSize=1001, ERR11012, VALIDATOR_REQUEST_PARAMETER_NUMBER_ABOVE_MAX",
        "page=1&pageSize=ten, ERR11010, VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT",
        "page=1&serviceId=a%00, ERR11010, VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT",
        "after=a%00, ERR11010, VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT",
        "page=1&after=x, ERR11010, VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT",
    })
    void refusesPagesThatAreNone(String query, String code, String message) {
        api.get("/oauth2/service?" + query).expectError(400, code, message);
    }

    @Test
    void pagesAreSortedAndTenLongUnlessAskedOtherwise() {
        register("k", "c", "a", "e", "b", "d", "j", "f", "i", "g", "h", "l");

        Answer first = api.get("/oauth2/service?page=1&serviceId=" + prefix).expect(200);
        Answer second = api.get("/oauth2/service?page=2&serviceId=" + prefix).expect(200);

        assertThat(ids(first)).hasSize(10).isSorted();
        assertThat(ids(second)).containsExactly(prefix + "k", prefix + "l");
        assertThat(first.header("X-Total-Count")).isEqualTo("12");
        assertThat(ids(api.get("/oauth2/service?page=3&serviceId=" + prefix).expect(200)))
                .isEmpty();
        assertThat(ids(api.get("/oauth2/service?page=2147483647&pageSize=1000&serviceId=" + prefix)
                        .expect(200)))
                .isEmpty();
        assertThat(ids(api.get("/oauth2/service?page=2&pageSize=5&serviceId=" + prefix)))
                .containsExactly(prefix + "f", prefix + "g", prefix + "h", prefix + "i", prefix + "j");
    }

    @Test
    void theNextLinksLeadThroughEveryServiceOnce() {
        register("a", "b", "c&d", "e", "f");
        List<String> seen = new ArrayList<>();
        String next = "/oauth2/service?page=1&pageSize=2&serviceId=" + prefix;

        while (next != null) {
            Answer page = api.get(next).expect(200);
            seen.addAll(ids(page));
            String link = page.header("Link");
            Matcher matcher = NEXT.matcher(link == null ? "" : link);
            next = matcher.find() ? matcher.group(1) : null;
        }

        assertThat(seen).containsExactly(prefix + "a", prefix + "b", prefix + "c&d", prefix + "e", prefix + "f");
    }

    @Test
    void s14_thePrefixIsLiteral() {
        register("a%b", "a_b", "axb", "a\\\\b");

        assertThat(ids(api.get("/oauth2/service?page=1&serviceId=" + prefix + "a%25")))
                .containsExactly(prefix + "a%b");
        assertThat(ids(api.get("/oauth2/service?page=1&serviceId=" + prefix + "a_")))
                .containsExactly(prefix + "a_b");
        assertThat(ids(api.get("/oauth2/service?page=1&serviceId=" + prefix + "a%5C")))
                .containsExactly(prefix + "a\\b");
        assertThat(ids(api.get("/oauth2/service?page=1&serviceId=" + prefix + "'%20or%20'1'='1")))
                .isEmpty();
    }

    @Test
    void thePrefixMatchesTheStartOnlyAndMindsCase() {
        register("abc", "ABC", "xabc");

        assertThat(ids(api.get("/oauth2/service?page=1&serviceId=" + prefix + "a")))
                .containsExactly(prefix + "abc");
    }

    @Test
    void sortsByCodePoint() {
        register("😀", "é", "z", "豈");

        assertThat(ids(api.get("/oauth2/service?page=1&serviceId=" + prefix)))
                .containsExactly(prefix + "z", prefix + "é", prefix + "豈", prefix + "😀");
        assertThat(ids(api.get("/oauth2/service?page=1&serviceId=" + prefix + "%F0%9F%98%80")))
                .containsExactly(prefix + "😀");
    }
}
