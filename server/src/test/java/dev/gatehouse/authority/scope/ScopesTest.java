package dev.gatehouse.authority.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.page.ScopeLine;
import dev.gatehouse.oauth.token.ScopeDescriptions;
import dev.gatehouse.pages.PageLanguages;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is said of a scope, by whom, and what people read. */
class ScopesTest {
    private static final String[] SCOPES = {"oauth.service.r", "oauth.service.w"};

    private final TestServer server = TestServer.shared();
    private final String owner = server.newUser();
    private final Api owners = server.as(owner, SCOPES);
    private final Api strangers = server.as(server.newUser(), SCOPES);
    private final String scope = "Pets-" + UUID.randomUUID() + "/x.r";
    private final String path = "/oauth2/scope/" + scope.replace("/", "%2F");
    private final String id = "m-" + UUID.randomUUID();

    private void register(Api api, String serviceId, String text) {
        api.send(
                        "PUT",
                        "/oauth2/service/" + serviceId + "/contract",
                        """
                        openapi: 3.1.0
                        info: {title: %s, version: '1'}
                        paths: {/x: {get: {security: [{o: ["%2$s"]}], responses: {}}}}
                        components: {securitySchemes: {o: {type: oauth2, flows: {clientCredentials:
                          {tokenUrl: /t, scopes: {"%2$s": "%3$s"}}}}}}
                        """.formatted(serviceId, scope, text),
                        "Content-Type",
                        "application/yaml")
                .expect(201);
    }

    private String shown() {
        List<ScopeLine> lines = new ScopeDescriptions(server.jdbi())
                .describe(List.of(scope), PageLanguages.shipped().english());
        return lines.getFirst().description();
    }

    @Test
    void s26_peopleReadTheOwnersWordsAndNobodyElses() {
        register(owners, id, "See your pets");
        owners.put(path, "{\"shared\":true}").expect(200);
        register(strangers, "a-" + id, "Nothing to worry about");
        assertThat(shown()).isEqualTo("See your pets");

        strangers
                .put(path, "{\"description\":\"Nothing to worry about\"}")
                .expectError(403, "ERR11620", "PERMISSION_DENIED");
        owners.put(path, "{\"description\":\"See all your pets\"}").expect(200);
        assertThat(shown()).isEqualTo("See all your pets");
        owners.put(path, "{\"description\":null}").expect(200);
        assertThat(shown()).isEqualTo("See your pets");

        server.jdbi().useHandle(handle -> handle.execute("delete from contract where service_id = ?", id));
        assertThat(shown()).isEqualTo("Use " + id + " (" + scope + ")");
        register(owners, "b-" + id, "Pets of yours");
        assertThat(shown()).isEqualTo("Pets of yours");
        owners.delete("/oauth2/service/b-" + id).expect(204);
        owners.delete("/oauth2/service/" + id).expect(204);
        assertThat(shown()).as("it is the stranger's now").isEqualTo("Nothing to worry about");
    }

    @Test
    void theOwnerSaysWhatOfItIsToChange() {
        register(owners, id, "See your pets");
        String shown = owners.get(path).expect(200).text();
        assertThat(shown).isEqualTo("""
                        {"scope":"%s","description":"See your pets","serviceId":"%s","ownerId":"%s","shared":false}""".formatted(scope, id, owner));
        assertThat(owners.put(path, shown).expect(200).text()).isEqualTo(shown);

        owners.put(path, "{\"policy\":\"closed\"}").expect(200);
        Answer changed = owners.put(path, "{\"shared\":true}").expect(200);
        assertThat(changed.text()).contains("\"policy\":\"closed\",\"shared\":true");
        assertThat(owners.put(path, "{\"policy\":null}").expect(200).text()).doesNotContain("policy");
        owners.put(path, "{\"policy\":\"sometimes\"}").expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        server.administrator().put(path, "{\"shared\":false}").expect(200);
        server.as(owner, "oauth.service.r").put(path, "{}").expect(403);
        assertThat(server.administrator()
                        .get("/oauth2/audit?page=1&action=scope.update&subject=scope/" + scope.replace("/", "%2F"))
                        .expect(200)
                        .json())
                .hasSize(5);
    }

    @Test
    void aChangeThatComesTooLateIsRefused() {
        register(owners, id, "See your pets");
        String tag = owners.get(path).header("ETag");
        owners.put(path, "{\"shared\":true}", "If-Match", tag).expect(200);

        owners.put(path, "{\"policy\":\"open\"}", "If-Match", tag).expectError(412, "ERR12101", "PRECONDITION_FAILED");
        owners.get(path, "If-None-Match", tag).expect(200);
    }

    @Test
    void itMovesToAServiceOfTheSameOwnerThatDeclaresIt() {
        register(owners, id, "See your pets");
        register(owners, "b-" + id, "Pets of yours");
        owners.post("/oauth2/service", """
                        {"serviceId":"c-%s","serviceType":"openapi","serviceName":"x","scope":""}
                        """.formatted(id)).expect(200);

        Answer moved = owners.put(path, "{\"serviceId\":\"b-" + id + "\"}").expect(200);
        assertThat(moved.json().get("serviceId").asString()).isEqualTo("b-" + id);
        assertThat(moved.json().get("description").asString()).isEqualTo("Pets of yours");
        for (String other : List.of("c-" + id, "none")) {
            owners.put(path, "{\"serviceId\":\"" + other + "\"}").expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        }
    }

    @Test
    void scopesAreFoundByAPartOfTheirNames() {
        register(owners, id, "See your pets");
        String part = scope.substring(1, 20).toUpperCase(Locale.ROOT);

        Answer found = owners.get("/oauth2/scope?page=1&q=" + part).expect(200);
        assertThat(found.json().findValuesAsString("scope")).containsExactly(scope);
        assertThat(found.header("X-Total-Count")).isEqualTo("1");
        assertThat(owners.get("/oauth2/scope?page=1&q=%25" + part).json()).isEmpty();
        owners.get("/oauth2/scope/oauth.admin").expectError(404, "ERR12191", "SCOPE_NOT_FOUND");
        owners.delete("/oauth2/service/" + id).expect(204);
        owners.get(path).expectError(404, "ERR12191", "SCOPE_NOT_FOUND");
        assertThat(owners.get("/oauth2/scope?page=1&q=" + part).json()).isEmpty();
    }
}
