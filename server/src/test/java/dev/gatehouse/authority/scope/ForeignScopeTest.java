package dev.gatehouse.authority.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody declares or requires a scope of somebody else's service, unless it is shared. */
class ForeignScopeTest {
    private static final String[] SCOPES = {"oauth.service.r", "oauth.service.w"};

    private final TestServer server = TestServer.shared();
    private final String owner = server.newUser();
    private final String stranger = server.newUser();
    private final Api owners = server.as(owner, SCOPES);
    private final Api strangers = server.as(stranger, SCOPES);
    private final String scope = "scope-" + UUID.randomUUID();
    private final String owning = newId();

    private static String newId() {
        return "svc-" + UUID.randomUUID();
    }

    private static String service(String id, String scope) {
        return """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"A service","scope":"%s"}
                """.formatted(id, scope);
    }

    private static String openapi(String scope) {
        return """
                openapi: 3.1.0
                info: {title: T, version: '1'}
                paths: {/x: {get: {security: [{o: [%1$s]}], responses: {}}}}
                components: {securitySchemes: {o: {type: oauth2, flows: {clientCredentials:
                  {tokenUrl: /t, scopes: {%1$s: read}}}}}}
                """.formatted(scope);
    }

    private static Answer put(Api api, String id, String document, String type, String query) {
        return api.send(
                "PUT", "/oauth2/service/" + id + "/contract" + query, document, "Content-Type", "application/" + type);
    }

    /** Each way to name the scope, in a service of the stranger's that is there already or in a new one. */
    private Map<String, Supplier<Answer>> ways(String mine) {
        String endpoints = "/oauth2/service/" + mine + "/endpoint";
        Map<String, Supplier<Answer>> all = new LinkedHashMap<>();
        all.put("new service", () -> strangers.post("/oauth2/service", service(newId(), "x-" + mine + " " + scope)));
        all.put("service", () -> strangers.put("/oauth2/service", service(mine, scope)));
        all.put("endpoint", () -> strangers.post(endpoints, """
                        [{"endpoint":"/a@get","operation":"a","scope":"%s"}]
                        """.formatted(scope)));
        all.put("alternative", () -> strangers.post(endpoints, """
                        [{"endpoint":"/a@get","operation":"a","scope":"y-%1$s","requires":[["y-%1$s"],["%2$s"]]}]
                        """.formatted(mine, scope)));
        all.put("contract", () -> put(strangers, mine, openapi(scope), "yaml", ""));
        all.put("dry run", () -> put(strangers, mine, openapi(scope), "yaml", "?dryRun=true"));
        all.put("breaking", () -> put(strangers, mine, openapi(scope), "yaml", "?allowBreaking=true"));
        all.put("contract of a new service", () -> put(strangers, newId(), openapi(scope), "yaml", ""));
        all.put(
                "directive",
                () -> put(
                        strangers,
                        mine,
                        "type Query { a: Int @requiresScopes(scopes: [[\"%s\"]]) }".formatted(scope),
                        "graphql",
                        ""));
        all.put("action", () -> put(strangers, mine, """
                        host: example.net
                        service: rules
                        action: [{name: a, version: 0.1.0, handler: A, scope: %s}]
                        """.formatted(scope), "yaml", ""));
        return all;
    }

    @Test
    void s26_noWayToNameItLeadsAroundItsOwner() {
        owners.post("/oauth2/service", service(owning, scope)).expect(200);
        String mine = newId();
        strangers.post("/oauth2/service", service(mine, "")).expect(200);
        String before = strangers.get("/oauth2/service/" + mine).text();

        ways(mine).forEach((way, call) -> {
            Answer refused = call.get().expectError(409, "ERR12190", "SCOPE_OF_ANOTHER_OWNER");
            assertThat(refused.description()).as(way).contains(scope, owning, owner);
            assertThat(refused.json().get("scopes").toString())
                    .as(way)
                    .isEqualTo("[{\"scope\":\"%s\",\"serviceId\":\"%s\",\"ownerId\":\"%s\"}]"
                            .formatted(scope, owning, owner));
        });

        assertThat(strangers.get("/oauth2/service/" + mine).text()).isEqualTo(before);
        strangers.get("/oauth2/service/" + mine + "/endpoint").expect(404);
        server.administrator().post("/oauth2/service", service(newId(), scope)).expect(409);
    }

    @Test
    void sharedItCanBeNamedEveryWay() {
        owners.post("/oauth2/service", service(owning, scope)).expect(200);
        owners.put("/oauth2/scope/" + scope, "{\"shared\":true}").expect(200);
        String mine = newId();
        strangers.post("/oauth2/service", service(mine, "")).expect(200);

        ways(mine)
                .forEach((way, call) -> assertThat(call.get().status()).as(way).isIn(200, 201));
    }

    @Test
    void whatIsNotSharedAnyMoreStaysWithWhoHasItAndGoesNoFurther() {
        owners.post("/oauth2/service", service(owning, scope)).expect(200);
        owners.put("/oauth2/scope/" + scope, "{\"shared\":true}").expect(200);
        String mine = newId();
        strangers.post("/oauth2/service", service(mine, scope)).expect(200);
        owners.put("/oauth2/scope/" + scope, "{\"shared\":false}").expect(200);

        strangers
                .put("/oauth2/service", service(mine, "z-" + mine + " " + scope))
                .expect(200);
        put(strangers, mine, openapi(scope), "yaml", "").expect(200);
        strangers.post("/oauth2/service", service(newId(), scope)).expect(409);
        strangers.put("/oauth2/service", service(mine, "")).expect(200);
        strangers
                .post("/oauth2/service/" + mine + "/endpoint?cascade=true", "[]")
                .expect(201);
        strangers.put("/oauth2/service", service(mine, scope)).expect(409);
    }

    @Test
    void aVersionOfAContractThatNamesItIsNotTakenAgain() {
        String mine = newId();
        put(strangers, mine, openapi(scope), "yaml", "").expect(201);
        put(strangers, mine, openapi("other-" + scope), "yaml", "").expect(200);
        owners.post("/oauth2/service", service(owning, scope)).expect(200);

        strangers
                .send("POST", "/oauth2/service/" + mine + "/contract/versions/1/restore", null)
                .expectError(409, "ERR12190", "SCOPE_OF_ANOTHER_OWNER");
    }

    @Test
    void oneOwnersServicesShareIt() {
        owners.post("/oauth2/service", service(owning, scope)).expect(200);
        owners.post("/oauth2/service", service(newId(), scope)).expect(200);
        put(owners, newId(), openapi(scope), "yaml", "").expect(201);
    }

    @Test
    void whatBeginsWithTheIdOfAServiceIsThatServices() {
        String odd = owning + "ä";
        for (String id : List.of(owning, odd)) {
            owners.post("/oauth2/service", service(id, "")).expect(200);
        }
        for (String theirs : List.of(owning + ".r", owning + ".a.b", odd.replace("ä", "%C3%A4") + ".w")) {
            Answer refused = strangers
                    .post("/oauth2/service", service(newId(), theirs))
                    .expectError(409, "ERR12190", "SCOPE_OF_ANOTHER_OWNER");
            assertThat(refused.description()).contains(theirs, owner);
        }

        strangers
                .post("/oauth2/service", service(owning + ".b", owning + ".b.r"))
                .expect(200);
        owners.post("/oauth2/service", service(newId(), owning + ".b.w")).expect(409);
        owners.post("/oauth2/service", service(newId(), owning + ".r")).expect(200);
        owners.delete("/oauth2/service/" + owning).expect(204);
        strangers.post("/oauth2/service", service(newId(), owning + ".new")).expect(200);
    }

    @Test
    void ofTwoThatWantItAtOnceOneGetsIt() {
        for (int round = 0; round < 8; round++) {
            String wanted = scope + "-" + round;
            List<CompletableFuture<Answer>> both = Stream.of(owners, strangers)
                    .map(api ->
                            CompletableFuture.supplyAsync(() -> api.post("/oauth2/service", service(newId(), wanted))))
                    .toList();
            assertThat(both.stream().map(answer -> answer.join().status())).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void servicesThatTakeAndLeaveScopesAtOnceAllGetThrough() {
        List<String> ids = List.of(newId(), newId(), newId(), newId());
        ids.forEach(id -> owners.post("/oauth2/service", service(id, "")).expect(200));
        for (int round = 0; round < 15; round++) {
            String scopes = round % 2 == 0 ? "b-%1$s a-%1$s" : "a-%1$s c-%1$s";
            List<CompletableFuture<Answer>> all = ids.stream()
                    .map(id -> CompletableFuture.supplyAsync(() -> ids.indexOf(id) % 2 == 0
                            ? owners.put("/oauth2/service", service(id, scopes.formatted(scope)))
                            : owners.post(
                                    "/oauth2/service/" + id + "/endpoint", """
                                    [{"endpoint":"/a@get","operation":"a","scope":"%s"}]
                                    """.formatted(scopes.formatted(scope)))))
                    .toList();
            assertThat(all.stream().map(answer -> answer.join().status())).containsOnly(200, 201);
        }
        owners.get("/oauth2/scope/b-" + scope).expect(200);
    }

    @Test
    void aServiceNamesNoMoreScopesThanFitAnybodysEyes() {
        owners.post("/oauth2/service", service(owning, "")).expect(200);
        StringBuilder endpoints = new StringBuilder("[");
        for (int i = 0; i <= 10_000; i++) {
            endpoints.append("""
                    {"endpoint":"/%1$d@get","operation":"o","scope":"%2$s%1$d"},""".formatted(i, scope));
        }
        endpoints.setCharAt(endpoints.length() - 1, ']');

        owners.post("/oauth2/service/" + owning + "/endpoint", endpoints.toString())
                .expectError(400, "ERR12192", "TOO_MANY_SCOPES");
    }
}
