package dev.gatehouse.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding services by words. */
class SearchTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();

    /** A word that no other test uses. */
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    private final String id = "search-" + word;

    private Answer search(String words) {
        return api.get("/oauth2/service?page=1&pageSize=100&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }

    private List<String> found(String words) {
        return ids(search(words).expect(200));
    }

    private static List<String> ids(Answer answer) {
        return answer.json()
                .valueStream()
                .map(service -> service.get("serviceId").asString())
                .toList();
    }

    private void register(String id, String name, String description, String scope) {
        api.post("/oauth2/service", """
                        {"serviceId":"%s","serviceType":"openapi","serviceName":"%s","serviceDesc":"%s","scope":"%s"}
                        """.formatted(id, name, description, scope)).expect(200);
    }

    private void endpoints(String... paths) {
        List<String> entries = new ArrayList<>();
        for (String path : paths) {
            entries.add("{\"endpoint\":\"%s\",\"operation\":\"operate\",\"scope\":\"hand.r\"}".formatted(path));
        }
        api.post("/oauth2/service/" + id + "/endpoint", "[" + String.join(",", entries) + "]")
                .expect(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search-",
                "Invoices",
                "invoices",
                "inv",
                "quarterly reports",
                "reports quarterly",
                "admin",
                "money.r",
                "/v1/invoices/{invoiceId}",
                "/v1/invoices/{invoiceId}@get",
                "invoice id",
                "invoiceId",
                "invoiceid",
                "hand.r",
                "GRÖSSE",
            })
    void findsAServiceByEachOfItsTexts(String words) {
        register(id, "Invoices " + word, "Quarterly-reports of GRÖSSE", "money.r money.w");
        endpoints("/v1/invoices/{invoiceId}@get");

        assertThat(found(words + " " + word)).containsExactly(id);
    }

    @Test
    void findsTheUserWhoOwnsIt() {
        String owner = server.newUser();
        api.post("/oauth2/service", Services.ownedBy(id, owner)).expect(200);

        assertThat(found(owner)).containsExactly(id);
    }

    @Test
    void needsEveryWord() {
        register(id, "One " + word, "", "");

        assertThat(found(word + " one")).containsExactly(id);
        assertThat(found(word + " two")).isEmpty();
    }

    @Test
    void takesOnlyLongerWordsAsBeginnings() {
        register(id, word + " abcdef", "", "");

        assertThat(found(word + " abc")).containsExactly(id);
        assertThat(found(word + " ab")).isEmpty();
        assertThat(found(word + " bcd")).isEmpty();
    }

    @Test
    void followsEveryChange() {
        register(id, "Before " + word, "", "");
        endpoints("/" + word + "/old@get");
        assertThat(found(word + " before old")).containsExactly(id);

        api.put("/oauth2/service", Services.body(id, "After " + word, "")).expect(200);
        endpoints("/" + word + "/new@get");
        assertThat(found(word + " before")).isEmpty();
        assertThat(found(word + " old")).isEmpty();
        assertThat(found(word + " after new")).containsExactly(id);

        api.delete("/oauth2/service/" + id + "/endpoint").expect(204);
        assertThat(found(word + " new")).isEmpty();
        assertThat(found(word + " after")).containsExactly(id);

        api.delete("/oauth2/service/" + id).expect(204);
        assertThat(found(word)).isEmpty();
    }

    @Test
    void findsWhatAContractBrought() {
        api.send("PUT", "/oauth2/service/" + id + "/contract", Contracts.v1(), "Content-Type", "application/yaml")
                .expect(201);

        assertThat(found(word + " /v1/orders ordering.w")).containsExactly(id);
    }

    @Test
    void theNextLinksLeadThroughEveryHitOnce() {
        for (String suffix : List.of("e", "b", "d", "a", "c")) {
            register(id + "-" + suffix, word, "", "");
        }
        List<String> seen = new ArrayList<>();
        String next = "/oauth2/service?page=1&pageSize=2&q=" + word;

        while (next != null) {
            Answer page = api.get(next).expect(200);
            seen.addAll(ids(page));
            Matcher link = NEXT.matcher(String.valueOf(page.header("Link")));
            next = link.find() ? link.group(1) : null;
        }

        assertThat(seen).containsExactly(id + "-a", id + "-b", id + "-c", id + "-d", id + "-e");
        assertThat(search(word).header("X-Total-Count")).isEqualTo("5");
        assertThat(ids(api.get("/oauth2/service?page=2&pageSize=2&q=" + word))).containsExactly(id + "-c", id + "-d");
        assertThat(ids(api.get("/oauth2/service?page=1&serviceId=" + id + "-c&q=" + word)))
                .containsExactly(id + "-c");
    }

    @Test
    void findsAFewAmongMany() {
        server.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        insert into service (service_id, service_type, service_name, owner_id, scope, created, updated)
                        select :word || '-' || lpad(n::text, 4, '0'), 'openapi',
                               'many' || :word || case when n > 2995 then ' few' else '' end, 'admin', '', now(), now()
                          from generate_series(1, 3000) n
                        """).bind("word", word).execute());

        assertThat(found("many" + word + " few"))
                .containsExactly(word + "-2996", word + "-2997", word + "-2998", word + "-2999", word + "-3000");
        assertThat(search("many" + word).header("X-Total-Count")).isEqualTo("3000");
        assertThat(ids(api.get("/oauth2/service?page=1&pageSize=2&q=many" + word)))
                .containsExactly(word + "-0001", word + "-0002");
        assertThat(ids(api.get("/oauth2/service?page=30&pageSize=100&q=many" + word)))
                .hasSize(100)
                .endsWith(word + "-3000");
    }

    @Test
    void aServiceWithManyEndpointsAndLongWordsIsFoundToo() {
        String longest = "x".repeat(1000);
        register(id, word, "y".repeat(16384), "");
        endpoints(java.util.stream.IntStream.range(0, 6000)
                .mapToObj(n -> "/" + n + "/" + longest + "@get")
                .toArray(String[]::new));

        assertThat(found(word + " " + "x".repeat(150))).containsExactly(id);
        assertThat(found(word + " " + "y".repeat(90))).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'", "%_\\", "\"", "&|!():*<->"})
    void s14_noCharacterStandsForOthers(String characters) {
        register(id, word + " lit_1", "", "");
        register(id + "x", word + " litx1", "", "");

        assertThat(found(characters)).isEmpty();
        assertThat(found(word + " lit_1")).containsExactly(id);
        assertThat(found(word + " l" + characters + "t_1")).isEmpty();
        assertThat(found(characters + word + characters + "litx1" + characters)).containsExactly(id + "x");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        assertThat(search("a".repeat(201))
                        .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT")
                        .description())
                .contains("'q'", "send at most 200 characters")
                .hasSizeLessThan(150);
    }

    @Test
    void blankIsAsGoodAsLeftOut() {
        register(id, word, "", "");

        assertThat(ids(api.get("/oauth2/service?page=1&q=%20&serviceId=" + id))).containsExactly(id);
    }
}
