package dev.gatehouse.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.app.ContractReadings;
import dev.gatehouse.contract.kinds.SupportedKinds;
import dev.gatehouse.http.DatabaseLink;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.LoggedLines;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** What is stored keeps its reading until it is sent again, and everybody concerned hears that there is another. */
@Execution(ExecutionMode.SAME_THREAD)
class ReadingsTest {
    private static final String DOCUMENT = """
            openapi: 3.0.0
            paths:
              /jobs: {get: {security: [{oauth: [jobs.r]}]}, put: {security: [{key: []}]}}
            components:
              securitySchemes:
                oauth: {type: oauth2, flows: {implicit: {scopes: {jobs.r: Read}}}}
                key: {type: apiKey, in: header, name: X-Key}
            """;

    private final TestServer server = TestServer.shared();
    private final OnboardedService onboarded = OnboardedService.on(server);
    private final String id = onboarded.id();

    @Test
    void aSenderSaysWhatBecomesOfOtherSchemes() {
        onboarded.put(document(), "?otherSchemes=refuse").expectError(422, "ERR12103", "CONTRACT_UNREADABLE");
        onboarded
                .put(document(), "?otherSchemes=perhaps")
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
        JsonNode ignored =
                onboarded.put(document(), "?otherSchemes=ignore").expect(201).json();
        assertThat(putEndpoint()).contains("\"requires\":[[]]");
        assertThat(ignored.get("notes").toString()).contains("/jobs@put (line 3); any valid token");
        assertThat(ignored.get("readingChanged").asBoolean()).isFalse();

        JsonNode derived = onboarded.put(document()).expect(200).json();

        assertThat(derived.get("readingChanged").asBoolean()).isTrue();
        assertThat(derived.get("version").asInt()).isEqualTo(1);
        assertThat(putEndpoint()).contains("\"scope\":\"" + id + ".w\"");
        assertThat(onboarded
                        .put(document())
                        .expect(200)
                        .json()
                        .get("readingChanged")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aRestorationReadsAVersionAsItsSenderWantedIt() {
        onboarded.put(document(), "?otherSchemes=ignore").expect(201);
        onboarded.put(document().replace("jobs.r: Read", "jobs.r: See")).expect(200);
        assertThat(putEndpoint()).contains(id + ".w");

        onboarded
                .api()
                .send("POST", onboarded.path() + "/versions/1/restore", "")
                .expect(200);
        assertThat(putEndpoint()).contains("\"requires\":[[]]");
        onboarded
                .api()
                .send("POST", onboarded.path() + "/versions/1/restore?otherSchemes=derive", "")
                .expect(200);
        assertThat(putEndpoint()).contains(id + ".w");
    }

    @Test
    void whatWasReadByEarlierRulesStaysAndIsTold() {
        onboarded.put(document()).expect(201);
        OnboardedService same = OnboardedService.on(server);
        same.put(document(same.id()).replace("security: [{key: []}]", "")).expect(201);
        makeOld(
                id,
                "update endpoint set scope = '', requires = '[[]]' where service_id = ? and endpoint = '/jobs@put'");
        makeOld(same.id(), "update endpoint set scope = scope where service_id = ?");

        List<String> told = told();

        assertThat(told)
                .anySatisfy(line -> assertThat(line)
                        .contains("The contract of service " + id
                                + " would be read otherwise today (/jobs@put would need " + id
                                + ".w; 1 endpoints would need something else"));
        assertThat(told).noneMatch(line -> line.contains(same.id()));
        assertThat(putEndpoint()).contains("\"requires\":[[]]");
        JsonNode dry = onboarded.put(document(), "?dryRun=true").expect(200).json();
        assertThat(dry.get("readingChanged").asBoolean()).isTrue();
        assertThat(dry.get("changed").toString()).contains("/jobs@put");
        assertThat(told()).anyMatch(line -> line.contains(id));

        JsonNode other = onboarded.put(document() + "# other").expect(200).json();
        assertThat(other.get("readingChanged").asBoolean()).isTrue();
        assertThat(told()).noneMatch(line -> line.contains(id));
    }

    @Test
    void whatCannotBeToldIsWarnedOfAndToldLater() {
        onboarded.put(document()).expect(201);
        makeOld(
                id,
                "update endpoint set scope = '', requires = '[[]]' where service_id = ? and endpoint = '/jobs@put'");
        try (DatabaseLink link = new DatabaseLink(server.database());
                LoggedLines unknown = LoggedLines.of(ContractReadings.class);
                LoggedLines told = LoggedLines.of(StoredReadings.class)) {
            link.cut();
            DatabaseAddress address = link.address();
            Jdbi jdbi = Jdbi.create(address.jdbcUrl(), address.user(), address.password());
            try (ContractReadings _ = ContractReadings.tell(jdbi, SupportedKinds.all())) {
                await().until(() -> !unknown.with(
                                "Which services' contracts would be read otherwise today is not known")
                        .isEmpty());
                assertThat(told.with(id)).isEmpty();
                link.mend();
                await().until(() -> !told.with(id).isEmpty());
            }
        }
    }

    private void makeOld(String serviceId, String change) {
        server.jdbi().useTransaction(handle -> {
            handle.execute(change, serviceId);
            handle.execute("update contract set rules = 1, other_schemes = null where service_id = ?", serviceId);
        });
    }

    private List<String> told() {
        try (LoggedLines lines = LoggedLines.of(StoredReadings.class)) {
            new StoredReadings(server.jdbi(), SupportedKinds.all()).tell();
            return lines.all();
        }
    }

    private String document() {
        return document(id);
    }

    /** Scopes have an owner, so that each service has its own. */
    private static String document(String id) {
        return DOCUMENT.replace("jobs.r", id + ".jobs.r");
    }

    private String putEndpoint() {
        return onboarded.api().get("/oauth2/service/" + id + "/endpoint").json().toString();
    }
}
