package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.GatehouseProcess;
import java.net.URI;

/** A registered service about whose requests a Gatehouse decides. Immutable. */
record MeasuredService(GatehouseProcess gatehouse, String serviceId, int endpoints) {
    /** Puts it straight into the tables; the bootstrap client's token covers its endpoints. */
    static MeasuredService fill(GatehouseProcess gatehouse, String serviceId, int endpoints) throws Exception {
        gatehouse.database().execute("""
                        insert into service (service_id, service_type, service_name, owner_id, scope, created, updated)
                        values ('%s', 'openapi', 'Measured', 'admin', '', now(), now())
                        """.formatted(serviceId), """
                        insert into endpoint (service_id, endpoint, operation, scope)
                        select '%s', '/v1/resource' || n || '/{id}@get', 'readResource' || n, 'oauth.service.r'
                          from generate_series(1, %d) n
                        """.formatted(serviceId, endpoints));
        return new MeasuredService(gatehouse, serviceId, endpoints);
    }

    /** Where a gateway asks. */
    URI url() {
        return gatehouse.admin("/access/" + serviceId);
    }

    /** Its policy for nginx. @param keepSeconds for how long nginx may keep that a request passes; 0 for not at all */
    String policy(String bearer, String listen, String upstream, int keepSeconds) throws Exception {
        String path = "/oauth2/service/%s/policy?format=nginx&listen=%s&upstream=http://%s&gatehouse=%s&keepSeconds=%d"
                .formatted(serviceId, listen, upstream, gatehouse.admin(""), keepSeconds);
        return gatehouse.get(path, bearer);
    }

    /** A question that needs no header fields. */
    String pathBehind() {
        return "/access/" + serviceId + "/v1/resource1/17";
    }

    /** A target of the service that may pass. */
    static String target() {
        return "/v1/resource1/17?verbose=true";
    }

    /** Questions about all endpoints in random order, in Lua. */
    String script(String bearer) {
        return Wrk.get(bearer) + """
                wrk.headers["X-Original-Method"] = "GET"
                local questions = {}
                function init(arguments)
                   math.randomseed(1)
                   for i = 1, 1000 do
                      wrk.headers["X-Original-URI"] = string.format(
                         "/v1/resource%%d/%%d?verbose=true", math.random(%d), math.random(1000000))
                      questions[i] = wrk.format()
                   end
                end
                local next = 0
                function request()
                   next = next %% 1000 + 1
                   return questions[next]
                end
                """.formatted(endpoints);
    }
}
