package dev.gatehouse.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links of other people's clients do not stop the owner of a service, who is told about them first. */
class ForeignLinksTest {
    private static final String SERVICE = "/oauth2/service/";

    private final TestServer server = TestServer.shared();
    private final Api owner = server.as(server.newUser(), "oauth.service.r", "oauth.service.w");
    private final Api stranger = server.as(server.newUser(), "oauth.service.r", "oauth.service.w");
    private final String id = Services.newId();

    private static String contract(String... paths) {
        StringBuilder document = new StringBuilder("openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n");
        for (String path : paths) {
            document.append("  ").append(path).append(": {get: {responses: {'200': {description: ok}}}}\n");
        }
        return document.toString();
    }

    private static Answer put(Api api, String id, String document, String query) {
        return api.send("PUT", SERVICE + id + "/contract" + query, document, "Content-Type", "application/yaml");
    }

    private record Removal(String name, Function<Removal.Call, Answer> send) {
        private record Call(Api api, String id, String query) {}

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Removal> removals() {
        Map<String, Function<Removal.Call, Answer>> all = new LinkedHashMap<>();
        all.put("service", call -> call.api().delete(SERVICE + call.id() + call.query()));
        all.put("endpoints", call -> call.api().delete(SERVICE + call.id() + "/endpoint" + call.query()));
        all.put("endpoint list", call -> call.api().post(SERVICE + call.id() + "/endpoint" + call.query(), "[]"));
        all.put("contract", call -> put(call.api(), call.id(), contract("/c"), call.query()));
        all.put(
                "restore",
                call -> call.api()
                        .send("POST", SERVICE + call.id() + "/contract/versions/1/restore" + call.query(), null));
        return all.entrySet().stream().map(each -> new Removal(each.getKey(), each.getValue()));
    }

    @ParameterizedTest
    @MethodSource("removals")
    void s12_theOwnerIsToldAndGoesOn(Removal removal) {
        put(owner, id, contract("/a"), "").expect(201);
        for (String parameter : new String[] {"cascade", "allowBreaking"}) {
            put(owner, id, contract("/a", "/b"), "?allowBreaking=true");
            String client = server.newClient(server.newUser()).clientId();
            server.link(client, id, "/b@get");

            Answer told = removal.send().apply(new Removal.Call(owner, id, "")).expect(409);
            assertThat(told.json().get("affected").toString()).contains(client, "/b@get");
            removal.send()
                    .apply(new Removal.Call(stranger, id, "?" + parameter + "=true"))
                    .expectError(403, "ERR11620", "PERMISSION_DENIED");
            assertThat(removal.send()
                            .apply(new Removal.Call(owner, id, "?" + parameter + "=true"))
                            .status())
                    .isIn(200, 201);

            assertThat(server.administrator()
                            .get("/oauth2/client/" + client + "/service")
                            .expect(200)
                            .text())
                    .isEqualTo("[]");
            assertThat(server.administrator()
                            .get("/oauth2/audit?page=1&action=client.break&subject=client/" + client)
                            .expect(200)
                            .text())
                    .contains(id);
        }
    }

    @Test
    void s27_tokensCountNoMoreForWhatALinkGave() {
        put(owner, id, contract("/a", "/b"), "").expect(201);
        TestServer.Registered client = server.newClient(server.newUser());
        server.link(client.clientId(), id, "/b@get");
        Api asked = server.admin().withToken(server.token(client.clientId(), client.secret()));
        assertThat(decision(asked)).isEqualTo(200);

        put(owner, id, contract("/a"), "?cascade=true").expect(200);

        await().until(() -> decision(asked) == 403);
    }

    private int decision(Api asked) {
        return asked.get("/access/" + id, "X-Original-Method", "GET", "X-Original-URI", "/a")
                .status();
    }
}
