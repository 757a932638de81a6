package dev.gatehouse.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Services and endpoints put straight into the tables, and the JSON that would do it over HTTP. Stateless. */
final class Rows {
    private static final String DESCRIPTION =
            "A service that exists to be measured, with a description as long as usual.";

    private Rows() {}

    /** Ids from {@code svc-0000001} on, each with this many endpoints. */
    static void fill(EmbeddedDatabase database, int services, int endpoints) throws Exception {
        database.execute(
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
                "vacuum analyze service",
                "vacuum analyze endpoint",
                "vacuum analyze service_search");
    }

    /** @param id may hold a placeholder of the load generator */
    static String serviceJson(String id) {
        return """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Measured service","serviceDesc":"%s",\
                "scope":"svc.r svc.w"}""".formatted(id, DESCRIPTION);
    }

    /** Names of endpoints, alike except for the version. */
    static List<String> endpoints(int count, String version) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "/" + version + "/resource" + n + "@get")
                .toList();
    }

    static String endpointsJson(List<String> endpoints) {
        return endpoints.stream().map(endpoint -> """
                        {"endpoint":"%s","operation":"readResource","scope":"svc.r"}""".formatted(endpoint)).collect(Collectors.joining(",", "[", "]"));
    }
}
