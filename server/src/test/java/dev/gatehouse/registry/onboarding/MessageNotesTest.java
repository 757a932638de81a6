package dev.gatehouse.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What callers notice of messages is told with its place and with the clients that use the endpoint. */
class MessageNotesTest {
    private static final String DOCUMENT = """
            openapi: 3.0.0
            paths:
              /jobs:
                get: {parameters: [{in: query, name: state, schema: {type: string}}]}
                post: {responses: {'201': {}, '409': {}}}
            """;

    private final OnboardedService onboarded = OnboardedService.on(TestServer.shared());

    @Test
    void namesTheLinkedClientsOfEachEndpoint() {
        onboarded.put(DOCUMENT).expect(201);
        String client = onboarded.linkedClient("/jobs@get");
        String changed = "# a comment\n"
                + DOCUMENT.replace("name: state,", "name: state, required: true,")
                        .replace(", '409': {}", "");

        JsonNode dry = onboarded.put(changed, "?dryRun=true").expect(200).json();
        JsonNode report = onboarded.put(changed).expect(200).json();

        assertThat(report.get("notes")).isEqualTo(dry.get("notes"));
        assertThat(report.get("notes").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "/jobs@get, request: parameter 'state' (query) is required now (line 4 before, line 5 now);"
                                + " linked clients: " + client + ".",
                        "/jobs@post, response 409: it is gone (line 5 before, line 6 now); no client is linked to it.");
        assertThat(report.get("breaks")).isEmpty();
        JsonNode compared = onboarded
                .api()
                .get(onboarded.path() + "/diff?from=1&to=2")
                .expect(200)
                .json();
        assertThat(compared.get("notes")).isEqualTo(report.get("notes"));
        assertThat(onboarded.put(changed).expect(200).json().get("notes")).isEmpty();
    }
}
