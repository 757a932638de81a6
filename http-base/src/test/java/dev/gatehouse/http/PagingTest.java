package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.api.Page;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of a list is asked for, and where the answer says it goes on. */
class PagingTest {
    private static Request request(String query) {
        MultiMap none = MultiMap.caseInsensitiveMultiMap();
        return new Request("id", "GET", "/list", "/list?" + query, Map.of(), query, none, "127.0.0.1");
    }

    private static String header(Response response, String name) {
        return response.headers().stream()
                .filter(field -> field.name().toString().equals(name))
                .map(field -> field.value().toString())
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'page'",
        "pageSize=10, 'page'",
        "page=0, 'least is 1'",
        "page=1&pageSize=1001, 'most is 1000'",
        "page=1&after=a, 'either page or after'",
        "page=x, 'whole number'"
    })
    void whatNamesNoPartOfAListIsRefused(String query, String reason) {
        Request request = request(query);

        assertThatThrownBy(() -> Paging.of(request)).hasMessageContaining(reason);
    }

    @Test
    void aCountedPageTellsTheTotalAndItsNeighbours() {
        Request request = request("page=2&pageSize=2&q=a b");
        Page page = Paging.of(request);

        Response response = Paging.answer(request, page, List.of("c", "d"), 5, "d&", "q");

        assertThat(page.offset()).isEqualTo(2);
        assertThat(header(response, "X-Total-Count")).isEqualTo("5");
        assertThat(header(response, "Link"))
                .isEqualTo("</list?after=d%26&pageSize=2&q=a+b>; rel=\"next\", "
                        + "</list?page=1&pageSize=2&q=a+b>; rel=\"prev\", "
                        + "</list?page=1&pageSize=2&q=a+b>; rel=\"first\"");
    }

    @Test
    void aPageBehindAKeyIsNotCountedAndEndsWhereItIsNotFull() {
        Request request = request("after=k&pageSize=2");
        Page page = Paging.of(request);

        Response full = Paging.answer(request, page, List.of("l", "m"), Page.MANY, "m");
        Response last = Paging.answer(request, page, List.of("l"), Page.MANY, "l");

        assertThat(header(full, "X-Total-Count")).isNull();
        assertThat(header(full, "Link")).startsWith("</list?after=m&pageSize=2>; rel=\"next\"");
        assertThat(header(last, "Link")).isEqualTo("</list?page=1&pageSize=2>; rel=\"first\"");
    }

    @Test
    void aListWithoutPageNumbersTellsWhereItGoesOnUntilItsEnd() {
        Request request = request("pageSize=2");
        Page page = Paging.following(request, 200);

        Response full = Paging.withNext(Response.ok(List.of("a", "b/c")), request, page, 2, "b/c");
        Response last = Paging.withNext(Response.ok(List.of("d")), request, page, 1, "d");

        assertThat(Paging.following(request(""), 200)).isEqualTo(new Page(0, 200, null));
        assertThat(header(full, "Link")).isEqualTo("</list?after=b%2Fc&pageSize=2>; rel=\"next\"");
        assertThat(header(last, "Link")).isNull();
    }
}
