package dev.gatehouse.bench.data;

import dev.gatehouse.bench.process.EmbeddedDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Services and endpoints put straight into the tables, and the JSON that would do it over HTTP. Stateless. */
public final class Rows {
    private static final String DESCRIPTION =
            "A service that exists to be measured, with a description as long as usual.";

    private static final String FIRST_WORDS = "select words::text from service_search where service_id = 'svc-0000001'";

    private Rows() {}

    /**
     * Ids from {@code svc-0000001} on, each with this many endpoints. What triggers would write for the search, row by row
     * and in minutes, is written here at once.
     */
    public static void fill(EmbeddedDatabase database, int services, int endpoints) throws Exception {
        database.execute(
                "alter table service disable trigger service_words_new",
                "alter table endpoint disable trigger endpoint_words_new",
                """
                insert into service (service_id, service_type, service_name, service_desc, owner_id, scope, created, updated)
                select 'svc-' || lpad(n::text, 7, '0'), 'openapi', 'Service ' || n, '%s', 'admin', 'svc.r svc.w', now(), now()
                  from generate_series(1, %d) n
                """.formatted(DESCRIPTION, services),
                """
                insert into endpoint (service_id, endpoint, operation, scope)
                select service_id, '/v1/resource' || n || '@get', 'readResource' || n, 'svc.r'
                  from service, generate_series(1, %d) n
                 where service_id like 'svc-%%'
                """.formatted(endpoints),
                "drop index service_search_words",
                """
                insert into service_search (service_id, words)
                select 'svc-' || lpad(n::text, 7, '0'), array_to_tsvector(common.words || array[lpad(n::text, 7, '0'), n::text])
                  from generate_series(1, %d) n,
                       (select search_words('svc Service admin svc.r svc.w v1 get %s' || string_agg(' resource' || m, ''), true)
                          from generate_series(1, %d) m) common (words)
                """.formatted(services, DESCRIPTION, endpoints),
                "create index service_search_words on service_search using gin (words) with (gin_pending_list_limit = 256)",
                "alter table service enable trigger service_words_new",
                "alter table endpoint enable trigger endpoint_words_new",
                "vacuum analyze service",
                "vacuum analyze endpoint",
                "vacuum analyze service_search");
        requireTriggersToAgree(database);
    }

    private static void requireTriggersToAgree(EmbeddedDatabase database) throws Exception {
        String before = database.query(FIRST_WORDS);
        database.execute("select index_services(array['svc-0000001'])");
        String after = database.query(FIRST_WORDS);
        if (!after.equals(before)) {
            throw new IllegalStateException("the words of a service are " + after + ", not " + before);
        }
    }

    /** @param id may hold a placeholder of the load generator */
    public static String serviceJson(String id) {
        return """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Measured service","serviceDesc":"%s",\
                "scope":"svc.r svc.w"}""".formatted(id, DESCRIPTION);
    }

    /** Names of endpoints, alike except for the version. */
    public static List<String> endpoints(int count, String version) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "/" + version + "/resource" + n + "@get")
                .toList();
    }

    public static String endpointsJson(List<String> endpoints) {
        return endpoints.stream().map(endpoint -> """
                        {"endpoint":"%s","operation":"readResource","scope":"svc.r"}""".formatted(endpoint)).collect(Collectors.joining(",", "[", "]"));
    }
}
