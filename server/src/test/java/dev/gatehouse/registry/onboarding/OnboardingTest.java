package dev.gatehouse.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.registry.Contracts;
import dev.gatehouse.registry.Services;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** On-boarding from a contract, over HTTP and into the rows. */
class OnboardingTest {
    private final TestServer server = TestServer.shared();
    private final OnboardedService onboarded = OnboardedService.on(server);
    private final Api api = onboarded.api();
    private final String id = onboarded.id();
    private final String path = onboarded.path();

    @Test
    void registersAServiceFromItsContract() {
        JsonNode report = onboarded.put(Contracts.v1()).expect(201).json();

        assertThat(report.get("created").asBoolean()).isTrue();
        assertThat(report.get("version").asInt()).isEqualTo(1);
        assertThat(report.get("derived").asBoolean()).isFalse();
        assertThat(OnboardedService.names(report.get("added")))
                .containsExactly("/v1/orders@get", "/v1/orders@post", "/v1/status@get");
        assertThat(report.get("scopesAdded").toString()).isEqualTo("[\"ordering.r\",\"ordering.w\"]");

        JsonNode service = api.get("/oauth2/service/" + id).expect(200).json();
        assertThat(service.get("serviceName").asString()).isEqualTo("Orders");
        assertThat(service.get("serviceDesc").asString()).isEqualTo("Takes orders.");
        assertThat(service.get("serviceType").asString()).isEqualTo("openapi");
        assertThat(service.get("scope").asString()).isEqualTo("ordering.r ordering.w");
        JsonNode endpoints = api.get("/oauth2/service/" + id + "/endpoint").json();
        assertThat(endpoints.get(0).toString())
                .isEqualTo("{\"endpoint\":\"/v1/orders@get\",\"operation\":\"listOrders\",\"scope\":\"ordering.r\"}");
        assertThat(endpoints.get(2).get("scope").asString()).isEmpty();
    }

    @Test
    void returnsTheDocumentByteForByte() {
        byte[] document = (Contracts.v1() + "# ü\r\n").getBytes(StandardCharsets.UTF_8);

        api.sendBytes("PUT", path, document, "Content-Type", "application/yaml").expect(201);

        Answer stored = api.get(path).expect(200);
        assertThat(stored.body()).isEqualTo(document);
        assertThat(stored.header("Content-Type")).isEqualTo("application/yaml");
        api.get(path, "If-None-Match", stored.entityTag()).expect(304);
    }

    @Test
    void aDryRunChangesNothing() {
        JsonNode report =
                onboarded.put(Contracts.v1(), "?dryRun=true").expect(200).json();

        assertThat(report.get("dryRun").asBoolean()).isTrue();
        assertThat(report.get("created").asBoolean()).isTrue();
        assertThat(OnboardedService.names(report.get("added"))).hasSize(3);
        assertThat(report.has("version")).isFalse();
        api.get("/oauth2/service/" + id).expect(404);
    }

    @Test
    void s15_aRestorationDoesNotBringBackAServiceThatGoesMeanwhile() {
        onboarded.put(Contracts.v1()).expect(201);

        CompletableFuture<Answer> restored = server.jdbi().inTransaction(handle -> {
            handle.execute("delete from service where service_id = ?", id);
            CompletableFuture<Answer> waiting =
                    CompletableFuture.supplyAsync(() -> api.send("POST", path + "/versions/1/restore", ""));
            await().until(() -> waiting.isDone() || isWaitedForUs(handle));
            return waiting;
        });

        restored.join().expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
        api.get("/oauth2/service/" + id).expect(404);
    }

    private static boolean isWaitedForUs(Handle handle) {
        return handle.createQuery("""
                        select exists (select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))
                        """).mapTo(Boolean.class).one();
    }

    @Test
    void reportsWhatANewVersionChanges() {
        onboarded.put(Contracts.v1()).expect(201);

        JsonNode report = onboarded.put(Contracts.v2()).expect(200).json();

        assertThat(OnboardedService.names(report.get("added"))).containsExactly("/v1/orders/{id}@delete");
        assertThat(OnboardedService.names(report.get("removed"))).containsExactly("/v1/status@get");
        assertThat(report.get("changed").toString())
                .isEqualTo(
                        "[{\"endpoint\":\"/v1/orders@post\",\"oldScope\":\"ordering.w\",\"newScope\":\"ordering.place\"}]");
        assertThat(report.get("scopesAdded").toString()).isEqualTo("[\"ordering.place\"]");
        assertThat(report.get("scopesRemoved").toString()).isEqualTo("[\"ordering.w\"]");
        assertThat(report.get("version").asInt()).isEqualTo(2);
        assertThat(api.get("/oauth2/service/" + id).json().get("scope").asString())
                .isEqualTo("ordering.r ordering.place");
    }

    @Test
    void scopesGivenByHandStay() {
        api.post("/oauth2/service", Services.body(id, "By hand", "manual")).expect(200);

        onboarded.put(Contracts.v1()).expect(200);
        onboarded.put(Contracts.v2()).expect(200);

        JsonNode service = api.get("/oauth2/service/" + id).json();
        assertThat(service.get("scope").asString()).isEqualTo("manual ordering.r ordering.place");
        assertThat(service.get("serviceName").asString()).isEqualTo("By hand");
    }

    @Test
    void theSameDocumentAgainIsNoNewVersion() {
        onboarded.put(Contracts.v1()).expect(201);
        JsonNode before = api.get("/oauth2/service/" + id).json();

        JsonNode report = onboarded.put(Contracts.v1()).expect(200).json();

        assertThat(report.get("version").asInt()).isEqualTo(1);
        assertThat(report.get("added")).isEmpty();
        assertThat(api.get("/oauth2/service/" + id).json()).isEqualTo(before);
    }

    @Test
    void olderVersionsAreKept() {
        onboarded.put(Contracts.v1()).expect(201);
        onboarded.put(Contracts.v2()).expect(200);

        Answer versions = api.get(path + "/versions?page=1").expect(200);

        assertThat(versions.json()
                        .valueStream()
                        .map(version -> version.get("version").asInt()))
                .containsExactly(2, 1);
        assertThat(versions.header("X-Total-Count")).isEqualTo("2");
        assertThat(api.get(path + "/versions/1").expect(200).text()).isEqualTo(Contracts.v1());
        assertThat(api.get(path + "/versions/2").expect(200).text()).isEqualTo(Contracts.v2());
        assertThat(api.get(path).text()).isEqualTo(Contracts.v2());
        api.get(path + "/versions/3").expectError(404, "ERR12114", "CONTRACT_NOT_FOUND");
        api.get(path + "/versions/x").expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
    }

    @Test
    void aServiceWithoutAContractHasNone() {
        api.get(path).expectError(404, "ERR12015", "SERVICE_NOT_FOUND");
        api.post("/oauth2/service", Services.body(id)).expect(200);
        api.get(path).expectError(404, "ERR12114", "CONTRACT_NOT_FOUND");
        assertThat(api.get(path + "/versions?page=1").expect(200).json()).isEmpty();
    }

    @Test
    void refusesAChangeThatBreaksAClientNamingIt() {
        onboarded.put(Contracts.v1()).expect(201);
        String reader = onboarded.linkedClient("/v1/orders@get");
        String buyer = onboarded.linkedClient("/v1/orders@post", "/v1/status@get");

        JsonNode dryRun =
                onboarded.put(Contracts.v2(), "?dryRun=true").expect(200).json();
        Answer refused = onboarded.put(Contracts.v2()).expectError(409, "ERR12109", "BREAKING_CHANGE");

        assertThat(dryRun.get("breaks").toString()).contains(buyer).doesNotContain(reader);
        assertThat(dryRun.get("breaks").valueStream().map(b -> b.get("endpoint").asString()))
                .containsExactly("/v1/orders@post", "/v1/status@get");
        assertThat(refused.description()).contains(buyer, "/v1/status@get", "ordering.place", "allowBreaking=true");
        assertThat(refused.json().get("breaks")).isEqualTo(dryRun.get("breaks"));
        assertThat(api.get(path).text()).isEqualTo(Contracts.v1());
    }

    @Test
    void allowBreakingGoesOnAndReportsTheLinksThatWent() {
        onboarded.put(Contracts.v1()).expect(201);
        String buyer = onboarded.linkedClient("/v1/orders@post", "/v1/status@get");

        JsonNode report =
                onboarded.put(Contracts.v2(), "?allowBreaking=true").expect(200).json();

        assertThat(report.get("removedLinks").toString())
                .isEqualTo("[{\"clientId\":\"%s\",\"serviceId\":\"%s\",\"endpoint\":\"/v1/status@get\"}]"
                        .formatted(buyer, id));
        assertThat(OnboardedService.names(
                        api.get("/oauth2/service/" + id + "/endpoint").json()))
                .contains("/v1/orders/{id}@delete");
    }

    @Test
    void aChangeThatAsksForLessBreaksNobody() {
        onboarded.put(Contracts.v1()).expect(201);
        onboarded.linkedClient("/v1/orders@post");

        JsonNode report = onboarded
                .put(Contracts.v1().replace("security: [{oauth: [ordering.w]}]", "security: []"))
                .expect(200)
                .json();

        assertThat(report.get("changed")).hasSize(1);
        assertThat(report.get("breaks")).isEmpty();
    }

    @Test
    void derivesScopesWhereTheDocumentStatesNoOAuthSecurity() {
        JsonNode report = onboarded.put("""
                        swagger: '2.0'
                        info: {title: Plain, version: '1'}
                        basePath: /api
                        paths:
                          /things:
                            get: {responses: {}}
                            post: {responses: {}}
                        """).expect(201).json();

        assertThat(report.get("derived").asBoolean()).isTrue();
        assertThat(report.get("added").toString())
                .contains("\"/api/things@get\"", "\"" + id + ".r\"", "\"/api/things@post\"", "\"" + id + ".w\"");
    }

    @Test
    void tellsWhereADocumentIsBroken() {
        Answer refused = onboarded
                .put("openapi: 3.1.0\ninfo: [oops\npaths: {}\n")
                .expectError(422, "ERR12103", "CONTRACT_UNREADABLE");

        assertThat(refused.description()).contains("line ", "column ");
        api.get("/oauth2/service/" + id).expect(404);
    }

    @Test
    void theTypeMayBeDeclaredAndMustThenBeRight() {
        onboarded.put(Contracts.v1(), "?type=openapi").expect(201);
        onboarded.put(Contracts.v2(), "?type=swagger").expectError(422, "ERR12103", "CONTRACT_UNREADABLE");
        onboarded
                .put(Contracts.v2(), "?type=wsdl")
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
    }

    @Test
    void anOutdatedEntityTagIsRefused() {
        onboarded.put(Contracts.v1()).expect(201);
        String tag = api.get(path).entityTag();
        onboarded.put(Contracts.v2()).expect(200);

        api.send("PUT", path, Contracts.v1(), "Content-Type", "application/yaml", "If-Match", tag)
                .expectError(412, "ERR12101", "PRECONDITION_FAILED");
    }

    @Test
    void s13_aDocumentOverTheBoundIsRefused() {
        byte[] document = new byte[32 * 1024 * 1024 + 1];

        api.sendBytes("PUT", path, document, "Content-Type", "application/yaml")
                .expectError(413, "ERR12102", "REQUEST_BODY_TOO_LARGE");
    }
}
