package dev.gatehouse.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code /oauth2/client}, line by line of our API's description. */
class ClientConformanceTest {
    private final TestServer server = TestServer.shared();
    private final Api api = server.administrator();

    @Test
    void isRegisteredWithAGeneratedIdAndASecretShownOnce() {
        Answer created = ClientsOfTests.create(api, "");

        JsonNode client = created.expect(200).json();
        String id = client.get("clientId").asString();
        assertThat(UUID.fromString(id)).isNotNull();
        assertThat(client.get("clientSecret").asString()).hasSizeGreaterThan(40);
        assertThat(client.get("clientType").asString()).isEqualTo("confidential");
        assertThat(client.get("clientProfile").asString()).isEqualTo("service");
        assertThat(client.get("ownerId").asString()).isEqualTo("admin");
        assertThat(client.get("scope").asString()).isEmpty();
        assertThat(client.get("grantTypes").toString()).isEqualTo("[\"client_credentials\"]");
        assertThat(client.get("tokenEndpointAuthMethod").asString()).isEqualTo("client_secret_basic");
        assertThat(created.header("Location")).isEqualTo("/oauth2/client/" + id);

        Answer read = api.get("/oauth2/client/" + id).expect(200);
        assertThat(read.text())
                .doesNotContain("ecret\":")
                .doesNotContain(client.get("clientSecret").asString());
        assertThat(read.entityTag()).isEqualTo(created.entityTag());
    }

    @Test
    void keepsEveryMemberAsItWasSent() {
        String owner = server.newUser();
        String body = """
                ,"clientType":"trusted","clientProfile":"webserver","clientDesc":"Line one\\nline two",
                "ownerId":"%s","host":"desk.example.org","scope":"oauth.service.r openid",
                "redirectUri":["https://desk.example.org/callback","http://127.0.0.1:7000/callback"],
                "postLogoutRedirectUri":"https://desk.example.org/bye",
                "customClaim":{"zeta":"1","alpha":{"nested":[1,2.50,null,true]}},
                "grantTypes":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:token-exchange"],
                "tokenEndpointAuthMethod":"client_secret_post"
                """.formatted(owner);

        Answer created = ClientsOfTests.create(api, body).expect(200);

        String id = created.json().get("clientId").asString();
        Answer read = api.get("/oauth2/client/" + id).expect(200);
        assertThat(read.entityTag()).isEqualTo(created.entityTag());
        assertThat(read.text())
                .contains("\"clientType\":\"trusted\"")
                .contains("\"clientDesc\":\"Line one\\nline two\"")
                .contains("\"ownerId\":\"" + owner + "\"")
                .contains("\"host\":\"desk.example.org\"")
                .contains("\"redirectUri\":[\"https://desk.example.org/callback\",\"http://127.0.0.1:7000/callback\"]")
                .contains("\"postLogoutRedirectUri\":\"https://desk.example.org/bye\"")
                .contains("\"customClaim\":{\"zeta\":\"1\",\"alpha\":{\"nested\":[1,2.5,null,true]}}")
                .contains("\"tokenEndpointAuthMethod\":\"client_secret_post\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | client_credentials | client_secret_basic",
                ",\"redirectUri\":\"https://a.example/cb\" | authorization_code refresh_token client_credentials | client_secret_basic",
                ",\"redirectUri\":\"https://a.example/cb\",\"clientType\":\"public\" | authorization_code refresh_token | none",
                ",\"clientType\":\"public\" | urn:ietf:params:oauth:grant-type:device_code refresh_token | none",
            })
    void completesWhatIsLeftOut(String members, String grants, String method) {
        JsonNode client = ClientsOfTests.create(api, members).expect(200).json();

        assertThat(client.get("grantTypes").valueStream().map(JsonNode::asString))
                .containsExactly(grants.split(" "));
        assertThat(client.get("tokenEndpointAuthMethod").asString()).isEqualTo(method);
        assertThat(client.has("clientSecret")).isEqualTo(!method.equals("none"));
    }

    @Test
    void aChangeReplacesButKeepsWhatDecidesAboutRights() {
        JsonNode created = ClientsOfTests.create(
                        api,
                        ",\"clientDesc\":\"gone\",\"host\":\"gone\",\"scope\":\"oauth.user.r\",\"clientProfile\":\"batch\"")
                .expect(200)
                .json();
        String id = created.get("clientId").asString();

        Answer changed = api.put("/oauth2/client", "{\"clientId\":\"" + id + "\",\"clientName\":\"Renamed\"}")
                .expect(200);

        JsonNode client = changed.json();
        assertThat(client.get("clientName").asString()).isEqualTo("Renamed");
        assertThat(client.has("clientDesc") || client.has("host")).isFalse();
        assertThat(client.get("scope").asString()).isEqualTo("oauth.user.r");
        assertThat(client.get("clientProfile").asString()).isEqualTo("batch");
        assertThat(client.get("ownerId").asString()).isEqualTo("admin");
        assertThat(client.get("createDt")).isEqualTo(created.get("createDt"));
        assertThat(client.get("updateDt")).isNotEqualTo(created.get("updateDt"));
        assertThat(client.has("clientSecret")).isFalse();
        assertThat(ClientsOfTests.scope(server, id, created.get("clientSecret").asString()))
                .isEqualTo("oauth.user.r");
    }

    @Test
    void whatWasAnsweredMayBeSentBack() {
        JsonNode created = ClientsOfTests.create(api, ",\"redirectUri\":\"https://a.example/cb\"")
                .expect(200)
                .json();

        Answer changed = api.put("/oauth2/client", created.toString()).expect(200);

        assertThat(changed.json().get("redirectUri")).isEqualTo(created.get("redirectUri"));
    }

    @Test
    void aClientThatBecomesPublicLosesItsSecretAndGetsOneWhenItIsNotAnyMore() {
        JsonNode created = ClientsOfTests.create(api, "").expect(200).json();
        String id = created.get("clientId").asString();
        String secret = created.get("clientSecret").asString();
        String publicBody = """
                {"clientId":"%s","clientName":"x","clientType":"public",
                 "redirectUri":"https://a.example/cb","grantTypes":["authorization_code"]}
                """.formatted(id);

        assertThat(api.put("/oauth2/client", publicBody).expect(200).json().has("clientSecret"))
                .isFalse();
        ClientsOfTests.token(server, id, secret, "grant_type=client_credentials")
                .expect(401);
        JsonNode confidential = api.put(
                        "/oauth2/client",
                        "{\"clientId\":\"%s\",\"clientName\":\"x\",\"clientType\":\"external\",\"grantTypes\":[\"client_credentials\"]}"
                                .formatted(id))
                .expect(200)
                .json();

        assertThat(confidential.get("tokenEndpointAuthMethod").asString()).isEqualTo("client_secret_basic");
        ClientsOfTests.scope(server, id, confidential.get("clientSecret").asString());
        ClientsOfTests.token(server, id, secret, "grant_type=client_credentials")
                .expect(401);
    }

    @Test
    void isListedByPrefixAndInPages() {
        String prefix = "listed-" + UUID.randomUUID() + "-";
        for (int i = 0; i < 5; i++) {
            ClientsOfTests.create(api, ",\"clientId\":\"" + prefix + i + "\"").expect(200);
        }

        Answer first =
                api.get("/oauth2/client?page=1&pageSize=2&clientId=" + prefix).expect(200);
        assertThat(ids(first)).containsExactly(prefix + 0, prefix + 1);
        assertThat(first.header("X-Total-Count")).isEqualTo("5");
        String next = first.header("Link").replaceAll("<([^>]*)>; rel=\"next\".*", "$1");
        assertThat(ids(api.get(next).expect(200))).containsExactly(prefix + 2, prefix + 3);
        assertThat(ids(api.get("/oauth2/client?page=9&clientId=" + prefix).expect(200)))
                .isEmpty();
        assertThat(ids(api.get("/oauth2/client?page=1&clientId=listed-%25").expect(200)))
                .isEmpty();
        api.get("/oauth2/client").expectError(400, "ERR11000", "VALIDATOR_REQUEST_PARAMETER_QUERY_MISSING");
        api.get("/oauth2/client?page=0").expectError(400, "ERR11011", "VALIDATOR_REQUEST_PARAMETER_NUMBER_BELOW_MIN");
        api.get("/oauth2/client?page=1&owner=x").expectError(400, "ERR12107", "QUERY_PARAMETER_UNKNOWN");
    }

    private static List<String> ids(Answer list) {
        return list.json()
                .valueStream()
                .map(client -> client.get("clientId").asString())
                .toList();
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        String absent = UUID.randomUUID().toString();

        api.get("/oauth2/client/" + absent).expectError(404, "ERR12014", "CLIENT_NOT_FOUND");
        api.delete("/oauth2/client/" + absent).expectError(404, "ERR12014", "CLIENT_NOT_FOUND");
        api.put("/oauth2/client", "{\"clientId\":\"" + absent + "\",\"clientName\":\"x\"}")
                .expectError(404, "ERR12014", "CLIENT_NOT_FOUND");
        ClientsOfTests.create(api, ",\"ownerId\":\"" + absent + "\"").expectError(404, "ERR12013", "USER_NOT_FOUND");
        api.get("/oauth2/client/%00").expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
    }

    @Test
    void anIdIsTakenOnceAndNeverByAUserToo() {
        String user = server.newUser();
        String id = ClientsOfTests.newId(api, ",\"clientId\":\"chosen-" + UUID.randomUUID() + "\"");

        ClientsOfTests.create(api, ",\"clientId\":\"" + id + "\"").expectError(400, "ERR12019", "CLIENT_ID_EXISTS");
        ClientsOfTests.create(api, ",\"clientId\":\"" + user + "\"").expectError(400, "ERR12019", "CLIENT_ID_EXISTS");
        api.post("/oauth2/user", """
                        {"userId":"%s","userType":"employee","email":"%s@example.org",
                         "password":"correct horse","passwordConfirm":"correct horse"}
                        """.formatted(id, id)).expectError(400, "ERR12110", "USER_ID_EXISTS");
    }

    @Test
    void anOutdatedEntityTagIsRefused() {
        Answer created = ClientsOfTests.create(api, "").expect(200);
        String id = created.json().get("clientId").asString();
        String body = "{\"clientId\":\"" + id + "\",\"clientName\":\"Renamed\"}";

        api.put("/oauth2/client", body, "If-Match", created.entityTag()).expect(200);

        api.put("/oauth2/client", body, "If-Match", created.entityTag())
                .expectError(412, "ERR12101", "PRECONDITION_FAILED");
        api.delete("/oauth2/client/" + id, "If-Match", created.entityTag()).expect(412);
        api.send("POST", "/oauth2/client/" + id + "/secret", null, "If-Match", created.entityTag())
                .expect(412);
        api.get(
                        "/oauth2/client/" + id,
                        "If-None-Match",
                        api.get("/oauth2/client/" + id).entityTag())
                .expect(304);
    }

    @Test
    void s23_everyChangeHasItsRowWithoutASecret() {
        JsonNode created = ClientsOfTests.create(api, "").expect(200).json();
        String id = created.get("clientId").asString();
        api.put("/oauth2/client", "{\"clientId\":\"" + id + "\",\"clientName\":\"y\"}")
                .expect(200);
        String rotated = api.send("POST", "/oauth2/client/" + id + "/secret", null)
                .expect(200)
                .json()
                .get("clientSecret")
                .asString();
        api.delete("/oauth2/client/" + id).expect(204);

        Answer audit = api.get("/oauth2/audit?page=1&subject=client/" + id).expect(200);

        assertThat(audit.json().valueStream().map(entry -> entry.get("action").asString()))
                .containsExactly("client.delete", "client.secret", "client.update", "client.create");
        assertThat(audit.text()).doesNotContain(created.get("clientSecret").asString(), rotated);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"clientType\":\"secret\" | /clientType",
                ",\"clientProfile\":\"phone\" | /clientProfile",
                ",\"scope\":\"a  b\" | /scope",
                ",\"scope\":\"nobody.declares.this\" | /scope",
                ",\"scope\":\"oauth.nothing\" | /scope",
                ",\"grantTypes\":[] | /grantTypes",
                ",\"grantTypes\":[\"password\"] | /grantTypes/0",
                ",\"grantTypes\":[\"authorization_code\"] | /redirectUri",
                ",\"grantTypes\":[\"implicit\"] | /redirectUri",
                ",\"clientType\":\"public\",\"grantTypes\":[\"client_credentials\"] | /grantTypes",
                ",\"clientType\":\"public\",\"tokenEndpointAuthMethod\":\"client_secret_basic\" | /tokenEndpointAuthMethod",
                ",\"tokenEndpointAuthMethod\":\"none\" | /tokenEndpointAuthMethod",
                ",\"tokenEndpointAuthMethod\":\"private_key_jwt\" | /jwks",
                ",\"jwks\":{\"keys\":[]} | /jwks",
                ",\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]} | /jwks",
                ",\"jwks\":{\"keys\":1} | /jwks",
                ",\"redirectUri\":\"http://desk.example.org/cb\" | /redirectUri",
                ",\"redirectUri\":\"https://desk.example.org/cb#x\" | /redirectUri",
                ",\"redirectUri\":\"org.example.app:/cb\" | /redirectUri",
                ",\"redirectUri\":7 | /redirectUri",
                ",\"customClaim\":{\"sub\":\"admin\"} | /customClaim",
                ",\"customClaim\":{\"may_act\":\"gateway\"} | /customClaim/may_act",
                ",\"customClaim\":{\"may_act\":{}} | /customClaim/may_act",
                ",\"customClaim\":{\"may_act\":{\"client_id\":1}} | /customClaim/may_act",
                ",\"customClaim\":{\"may_act\":{\"role\":\"x\"}} | /customClaim/may_act",
                ",\"customClaim\":{\"a\":\"\\u0000\"} | /customClaim/a",
                ",\"customClaim\":\"text\" | /customClaim",
                ",\"clientId\":\"a/b\" | /clientId",
                ",\"clientNamed\":\"x\" | /clientNamed",
            })
    void namesTheMemberThatIsWrong(String members, String pointer) {
        Answer refused = ClientsOfTests.create(api, members).expectError(400, "ERR11004", "VALIDATOR_SCHEMA");

        assertThat(refused.json().get("violations").get(0).get("pointer").asString())
                .isEqualTo(pointer);
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        Answer refused = ClientsOfTests.create(
                        api,
                        ",\"clientType\":\"public\",\"tokenEndpointAuthMethod\":\"client_secret_post\","
                                + "\"grantTypes\":[\"client_credentials\",\"authorization_code\"]")
                .expect(400);

        assertThat(refused.json().get("violations")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/cb", "http://localhost:9/cb", "http://[::1]/cb", "org.example.app:/cb"})
    void mobileClientsMayHaveASchemeOfTheirOwn(String uri) {
        JsonNode client = ClientsOfTests.create(
                        api, ",\"clientType\":\"public\",\"clientProfile\":\"mobile\",\"redirectUri\":\"" + uri + "\"")
                .expect(200)
                .json();

        assertThat(client.get("redirectUri").asString()).isEqualTo(uri);
    }

    @Test
    void aRemovedClientTakesItsTokensWithIt() {
        TestServer.Registered client = server.newClient("admin", "oauth.client.r");
        Api theirs = server.admin().withToken(server.token(client.clientId(), client.secret()));
        theirs.get("/oauth2/client/" + client.clientId()).expect(200);

        api.delete("/oauth2/client/" + client.clientId()).expect(204);

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> theirs.get("/oauth2/client?page=1").expect(401));
        ClientsOfTests.token(server, client.clientId(), client.secret(), "grant_type=client_credentials")
                .expect(401);
    }
}
