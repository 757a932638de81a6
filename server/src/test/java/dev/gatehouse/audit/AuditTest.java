package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every change leaves its row, in the same transaction. */
class AuditTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final String id = "audited-" + UUID.randomUUID();

    private static final String BODY =
            "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"%s\",\"scope\":\"a\"}";

    private List<String> actions() {
        return api.get("/oauth2/audit?page=1&subject=service/" + id)
                .expect(200)
                .json()
                .valueStream()
                .map(entry -> entry.get("action").asString())
                .toList();
    }

    @Test
    void s23_everyChangeHasItsRowNewestFirst() {
        api.post("/oauth2/service", BODY.formatted(id, "one")).expect(200);
        api.put("/oauth2/service", BODY.formatted(id, "two")).expect(200);
        api.post(
                        "/oauth2/service/" + id + "/endpoint",
                        "[{\"endpoint\":\"/a@get\",\"operation\":\"a\",\"scope\":\"a\"}]")
                .expect(201);
        api.delete("/oauth2/service/" + id + "/endpoint").expect(204);
        api.delete("/oauth2/service/" + id).expect(204);

        assertThat(actions())
                .containsExactly(
                        "service.delete", "endpoint.delete", "endpoint.replace", "service.update", "service.create");
    }

    @Test
    void s23_whatFailsLeavesNoRow() {
        api.post("/oauth2/service", BODY.formatted(id, "one")).expect(200);

        api.post("/oauth2/service", BODY.formatted(id, "again")).expect(400);
        api.put("/oauth2/service", BODY.formatted(id, "two"), "If-Match", "\"outdated\"")
                .expect(412);

        assertThat(actions()).containsExactly("service.create");
    }

    @Test
    void anEntrySaysWhoDidWhatWhen() {
        Instant before = Instant.now().minusSeconds(1);
        String user = server.newUser();
        server.as(user, "oauth.service.w")
                .post("/oauth2/service", BODY.formatted(id, "mine").replace("\"a\"", "\"\""))
                .expect(200);

        JsonNode entry =
                api.get("/oauth2/audit?page=1&subject=service/" + id).json().get(0);

        assertThat(entry.get("userId").asString()).isEqualTo(user);
        assertThat(entry.get("clientId").asString()).startsWith("client-");
        assertThat(Instant.parse(entry.get("at").asString()))
                .isBetween(before, Instant.now().plusSeconds(1));
        assertThat(entry.get("detail").get("serviceName").asString()).isEqualTo("mine");
        assertThat(api.get("/oauth2/audit?page=1&userId=" + user).json()).hasSize(1);
        assertThat(api.get("/oauth2/audit?page=1&userId=" + user + "&until=" + before)
                        .json())
                .isEmpty();
        assertThat(api.get("/oauth2/audit?page=1&userId=" + user + "&since=" + before + "&action=service.create")
                        .json())
                .hasSize(1);
    }

    @Test
    void isPagedAndNeedsItsScope() {
        for (int i = 0; i < 5; i++) {
            api.put("/oauth2/service", BODY.formatted(id, i))
                    .expect(api.get("/oauth2/service/" + id).status() == 404 ? 404 : 200);
            api.post("/oauth2/service", BODY.formatted(id, i));
        }

        Answer page =
                api.get("/oauth2/audit?page=1&pageSize=2&subject=service/" + id).expect(200);
        String next = page.header("Link").replaceAll(".*<([^>]+)>; rel=\"next\".*", "$1");

        assertThat(page.json()).hasSize(2);
        assertThat(api.get(next).expect(200).json().get(0).get("auditId").asLong())
                .isLessThan(page.json().get(1).get("auditId").asLong());
        api.get("/oauth2/audit").expectError(400, "ERR11000", "VALIDATOR_REQUEST_PARAMETER_QUERY_MISSING");
        api.get("/oauth2/audit?page=1&since=yesterday")
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
        api.get("/oauth2/audit?page=1&since=%2B999999999-12-31T23:59:59Z")
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
        api.get("/oauth2/audit?page=1&subject=a%00b")
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
        server.administrator("oauth.service.r")
                .get("/oauth2/audit?page=1")
                .expectError(403, "ERR10005", "AUTH_TOKEN_SCOPE_MISMATCH");
    }
}
