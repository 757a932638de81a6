package dev.gatehouse.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conditional requests: honoured where sent, never required. */
class EntityTagTest {
    private final Api api = TestServer.shared().administrator();
    private final String id = Services.newId();
    private final String path = "/oauth2/service/" + id;

    @BeforeEach
    void register() {
        api.post("/oauth2/service", Services.body(id)).expect(200);
        api.post(path + "/endpoint", Services.SEED_ENDPOINTS).expect(201);
    }

    @Test
    void aKnownRepresentationIsNotSentAgain() {
        for (String resource : new String[] {path, path + "/endpoint", "/oauth2/service?page=1&serviceId=" + id}) {
            Answer first = api.get(resource).expect(200);

            Answer second =
                    api.get(resource, "If-None-Match", first.entityTag()).expect(304);

            assertThat(second.body()).isEmpty();
            assertThat(second.entityTag()).isEqualTo(first.entityTag());
            api.get(resource, "If-None-Match", "\"other\", W/" + first.entityTag())
                    .expect(304);
            api.get(resource, "If-None-Match", "\"other\"").expect(200);
        }
    }

    @Test
    void s15_anUpdateOfAnOutdatedServiceIsRefused() {
        String tag = api.get(path).entityTag();
        api.put("/oauth2/service", Services.body(id, "Second", "data.r"), "If-Match", tag)
                .expect(200);

        Answer refused = api.put("/oauth2/service", Services.body(id, "Third", "data.r"), "If-Match", tag)
                .expectError(412, "ERR12101", "PRECONDITION_FAILED");

        assertThat(refused.description()).contains(api.get(path).entityTag());
        assertThat(api.get(path).json().get("serviceName").asString()).isEqualTo("Second");
        api.delete(path, "If-Match", tag).expectError(412, "ERR12101", "PRECONDITION_FAILED");
        api.put("/oauth2/service", Services.body(id, "Any", "data.r"), "If-Match", "*")
                .expect(200);
        api.delete(path, "If-Match", api.get(path).entityTag()).expect(204);
    }

    @Test
    void s15_theEndpointListHasItsOwnTag() {
        String tag = api.get(path + "/endpoint").entityTag();
        api.post(path + "/endpoint", "[]", "If-Match", tag).expect(201);

        api.post(path + "/endpoint", Services.SEED_ENDPOINTS, "If-Match", tag)
                .expectError(412, "ERR12101", "PRECONDITION_FAILED");
    }

    @Test
    void anUpdateIsReadAtOnce() {
        api.get(path).expect(200);
        for (int i = 0; i < 20; i++) {
            api.put("/oauth2/service", Services.body(id, "Name " + i, "data.r")).expect(200);
            assertThat(api.get(path).json().get("serviceName").asString()).isEqualTo("Name " + i);
        }
    }
}
