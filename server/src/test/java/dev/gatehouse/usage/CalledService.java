package dev.gatehouse.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A registered service of a test's own that is called through a gateway. */
record CalledService(TestServer server, String serviceId) {
    static CalledService register(TestServer server, String endpoints) {
        String serviceId = "called-" + UUID.randomUUID();
        server.administrator().post("/oauth2/service", """
                {"serviceId":"%1$s","serviceType":"openapi","serviceName":"Called","policy":"open",
                 "scope":"%1$s.r %1$s.w"}
                """.formatted(serviceId)).expect(200);
        CalledService service = new CalledService(server, serviceId);
        server.administrator()
                .post(service.path() + "/endpoint", endpoints.replace("$", serviceId))
                .expect(201);
        return service;
    }

    String path() {
        return "/oauth2/service/" + serviceId;
    }

    TestServer.Registered client(String scope) {
        return server.newClient("admin", serviceId + scope);
    }

    Answer call(TestServer.@Nullable Registered client, String method, String target, String... headers) {
        Api gateway = client == null
                ? server.admin()
                : server.admin().withToken(server.token(client.clientId(), client.secret()));
        return call(gateway, method, target, headers);
    }

    Answer call(Api gateway, String method, String target, String... headers) {
        String[] all = new String[headers.length + 4];
        all[0] = "X-Original-Method";
        all[1] = method;
        all[2] = "X-Original-URI";
        all[3] = target;
        System.arraycopy(headers, 0, all, 4, headers.length);
        return gateway.get("/access/" + serviceId, all);
    }

    /** Waits until so many calls are written, passed and refused together. */
    JsonNode awaitCounted(long all) {
        await().untilAsserted(() -> {
            JsonNode total = total();
            assertThat(total.get("calls").asLong() + total.get("refused").asLong())
                    .isEqualTo(all);
        });
        return total();
    }

    JsonNode total() {
        return server.administrator().get(path() + "/usage").expect(200).json();
    }

    JsonNode rows() {
        return server.administrator()
                .get(path() + "/usage?page=1&pageSize=100")
                .expect(200)
                .json();
    }
}
