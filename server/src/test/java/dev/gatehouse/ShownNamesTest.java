package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No name that people are shown hides something from them. */
class ShownNamesTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();
    private final String id = "shown-" + UUID.randomUUID();

    /** ID stands for an id of the row's own, NAME for the name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /oauth2/client | /clientName | {"clientName":"NAME"}
            POST | /oauth2/client | /clientDesc | {"clientName":"x","clientDesc":"NAME"}
            POST | /oauth2/service | /serviceName | {"serviceId":"ID","serviceType":"openapi","serviceName":"NAME","scope":"a"}
            POST | /oauth2/service | /serviceDesc | {"serviceId":"ID","serviceType":"openapi","serviceName":"x","scope":"a","serviceDesc":"NAME"}
            POST | /oauth2/user | /firstName | {"userId":"ID","userType":"employee","email":"ID@example.org","password":"correct horse","passwordConfirm":"correct horse","firstName":"NAME"}
            POST | /oauth2/user | /lastName | {"userId":"ID","userType":"employee","email":"ID@example.org","password":"correct horse","passwordConfirm":"correct horse","lastName":"NAME"}
            POST | /oauth2/team | /teamName | {"teamId":"ID","teamName":"NAME"}
            """)
    void aNameThatHidesSomethingIsRefused(String method, String path, String pointer, String body) {
        for (String name : new String[] {"Good\u202Egnab", "Zero\u200Bwidth", "\u3164", "\u2800", "\u00A0 "}) {
            Answer refused = api.send(method, path, filled(body, name), "Content-Type", "application/json")
                    .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
            assertThat(refused.json().get("violations").get(0).get("pointer").asString())
                    .isEqualTo(pointer);
            assertThat(refused.text()).doesNotContain("\u202E", "\u200B");
        }
        api.send(
                        method,
                        path,
                        filled(body, "Müller \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"),
                        "Content-Type",
                        "application/json")
                .expect(200);
    }

    /** People read it where there is no name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /oauth2/service | /serviceId | {"serviceId":"ID","serviceType":"openapi","serviceName":"x","scope":""}
            /oauth2/user | /userId | {"userId":"ID","userType":"employee","email":"a@example.org","password":"correct horse","passwordConfirm":"correct horse"}
            /oauth2/team | /teamId | {"teamId":"ID","teamName":"x"}
            /token-storage/service | /servicename | {"servicename":"ID","implements":["metadata"]}
            """)
    void anIdThatHidesSomethingIsRefused(String path, String pointer, String body) {
        for (String hidden : new String[] {"\u202E", "\u200B", "\u3164"}) {
            String text = api.send("POST", path, body.replace("ID", id + hidden), "Content-Type", "application/json")
                    .expect(400)
                    .text();
            assertThat(text).contains(pointer);
        }
    }

    @Test
    void aContractMakesNoSuchServiceEither() {
        String document = "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"t\",\"version\":\"1\"},\"paths\":{}}";

        api.put("/oauth2/service/" + id + "%E2%80%AE/contract?dryRun=true", document)
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    private String filled(String body, String name) {
        String quoted = Json.text(name);
        return body.replace("ID", id).replace("NAME", quoted.substring(1, quoted.length() - 1));
    }

    @Test
    void aClientThatRegistersItselfHidesNothingEither() {
        Api open = server.open().withToken(api.token());
        String body = "{\"client_name\":\"Good%snab\",\"redirect_uris\":[\"https://desk.example.org/\"]}";

        assertThat(open.post("/oauth2/register", body.formatted("\u202E"))
                        .expect(400)
                        .json()
                        .get("error")
                        .asString())
                .isEqualTo("invalid_client_metadata");
        open.post("/oauth2/register", body.formatted(" ")).expect(201);
    }
}
