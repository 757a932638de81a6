package dev.gatehouse.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What connectors and clients send that were written for another token storage, and what they go by in the answers. */
class OlderCallersTest {
    private final TestServer server = TestServer.shared();
    private final Api api = VaultCallers.connector(server);
    private final String name = VaultCallers.newName();
    private final String user = VaultCallers.newUser();

    private JsonNode registered(String service) {
        assertThat(api.post("/token-storage/service", service).expect(200).text())
                .isEqualTo("{\"success\":true}");
        return api.get("/token-storage/service/" + name).expect(200).json();
    }

    private static void expectMissing(Answer answer, String error) {
        answer.expect(404);
        assertThat(answer.json().get("error").asString()).isEqualTo(error);
        assertThat(answer.json().get("http_code").asInt()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'servicename':'NAME','implements':['metadata']}",
                "{'type':'BaseService','data':{'servicename':'NAME','implements':['metadata']}}",
                "{'type':'LoginService','data':{'servicename':'NAME','implements':['metadata'],'credentials':null}}",
                "{'servicename':'NAME','implements':['metadata'],'fileTransferMode':0,'fileTransferArchive':1,"
                        + "'description':{'en':''},'icon':null,'infoUrl':'','helpUrl':'','displayName':'',"
                        + "'metadataProfile':null,'projectLinkTemplate':''}",
                "{'servicename':'NAME','implements':['metadata'],'credentials':{'userId':true}}"
            })
    void aServiceWithoutWorkflowOrCredentialsIsOneThatAsksForBoth(String service) {
        JsonNode read = registered(service.replace("NAME", name).replace('\'', '"'));

        assertThat(read.get("type").asString()).isEqualTo("LoginService");
        assertThat(read.at("/data/credentials").toString()).isEqualTo("{\"userId\":true,\"password\":true}");
        assertThat(read.at("/data/implements").toString()).isEqualTo("[\"metadata\"]");
        assertThat(read.at("/data/fileTransferMode").isInt()).isTrue();
        assertThat(read.at("/data/description/en").isString()).isTrue();
        api.post("/port-service/credentials", """
                {"servicename":"%s","username":"---","password":"key","userId":"%s","url":"http://portal"}
                """.formatted(name, user)).expect(200);
        assertThat(api.get("/token-storage/user/" + user + "/token/" + name)
                        .json()
                        .at("/data/access_token")
                        .asString())
                .isEqualTo("key");
    }

    @Test
    void modesAndMembersThatNobodyKnowsHereAreKeptAndGivenBack() {
        String more = "\"fileTransferMode\":2,\"loginMode\":7,\"later\":{\"a\":[1,null,\"x\"]},\"registrant\":\"r\",";

        JsonNode oauth = registered(VaultCallers.oauthService(name).replaceFirst("\\{", "{" + more));

        assertThat(oauth.at("/data/fileTransferMode").asInt()).isEqualTo(2);
        assertThat(oauth.at("/data/later").toString()).isEqualTo("{\"a\":[1,null,\"x\"]}");
        assertThat(oauth.at("/data/registrant").asString()).isEqualTo("r");
        JsonNode login = api.post(
                        "/token-storage/service",
                        "{" + more + "\"type\":\"unused\",\"servicename\":\"" + name
                                + "-l\",\"implements\":[\"metadata\"],\"credentials\":{\"userId\":false,\"hint\":\"h\"}}")
                .expect(200)
                .json();
        assertThat(login.get("success").asBoolean()).isTrue();
        JsonNode read = api.get("/token-storage/service/" + name + "-l").json().get("data");
        assertThat(read.at("/credentials").toString()).isEqualTo("{\"userId\":false,\"hint\":\"h\",\"password\":true}");
        assertThat(read.get("fileTransferMode").asInt()).isEqualTo(2);
        assertThat(read.at("/later/a/2").asString()).isEqualTo("x");
        api.post(
                        "/token-storage/service",
                        VaultCallers.oauthService(name).replaceFirst("\\{", "{\"fileTransferMode\":3,"))
                .expect(400);
    }

    @Test
    void s17_aSecretOfALoginServiceIsNeitherKeptNorShown() {
        JsonNode read = registered("""
                {"type":"LoginService","data":{"servicename":"%s","implements":["metadata"],
                 "client_secret":"misplaced","refresh_url":"https://vendor.example/token"}}
                """.formatted(name));

        assertThat(read.toString()).doesNotContain("misplaced").doesNotContain("refresh_url");
    }

    @Test
    void aRepeatedRegistrationOfUnknownMembersChangesNothing() {
        String service = VaultCallers.oauthService(name)
                .replaceFirst("\\{", "{\"later\":[1,2.5,1e3,12345678901234567890,{\"b\":true}],");
        registered(service);
        api.post("/token-storage/service", service).expect(200);

        long changes = server.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from audit where subject = :subject and action = 'connector.update'")
                        .bind("subject", "connector/" + name)
                        .mapTo(Long.class)
                        .one());

        assertThat(changes).isZero();
    }

    @Test
    void servicesAreListedInTheOrderOfTheirRegistration() {
        List<String> names = List.of("z-" + name, "m-" + name, "a-" + name);
        names.forEach(each -> api.post("/token-storage/service", VaultCallers.oauthService(each))
                .expect(200));
        api.post("/token-storage/service", VaultCallers.oauthService(names.getFirst()))
                .expect(200);

        JsonNode after = api.get("/token-storage/service?after=" + names.getFirst())
                .expect(200)
                .json();
        Answer page = api.get("/token-storage/service?pageSize=1&after=" + names.getFirst())
                .expect(200);
        api.delete("/token-storage/service/" + names.get(1)).expect(200);
        String next = page.header("Link").replaceFirst("^<([^>]+)>.*", "$1");

        assertThat(after.get("list")
                        .valueStream()
                        .map(each -> each.at("/data/servicename").asString())
                        .filter(names::contains))
                .containsExactly(names.get(1), names.get(2));
        assertThat(page.json().at("/list/0/data/servicename").asString()).isNotEqualTo(names.getFirst());
        assertThat(api.get(next.replace("pageSize=1", "pageSize=200"))
                        .expect(200)
                        .text())
                .contains(names.get(2));
        api.get("/token-storage/service?after=" + VaultCallers.newName()).expect(400);
    }

    @Test
    void whatIsNotThereHasTheNameThatCallersTellApart() {
        String path = "/token-storage/user/" + user;
        expectMissing(api.delete(path + "/token/" + name), "UserNotExistsError");
        expectMissing(api.post(path + "/token", VaultCallers.token(name, "ABC")), "ServiceNotExistsError");
        expectMissing(
                api.post(
                        "/token-storage/token",
                        "{\"user\":\"" + user + "\",\"token\":" + VaultCallers.token(name, "ABC") + "}"),
                "ServiceNotExistsError");
        api.post("/token-storage/user", "{\"username\":\"" + user + "\"}").expect(200);
        registered(VaultCallers.oauthService(name));

        expectMissing(api.delete(path + "/token/" + name), "UserNotExistsError");
        expectMissing(api.get(path + "/token/" + name), "NotFound");
        expectMissing(api.get("/token-storage/user/" + VaultCallers.newUser()), "NotFound");
        expectMissing(api.get("/token-storage/service/port-nobody"), "NotFound");
        api.delete(path + "/token/..").expect(400);
    }

    @Test
    void anEndMayBeWrittenInEveryUsualForm() {
        registered(VaultCallers.oauthService(name));
        String path = "/token-storage/user/" + user + "/token";
        for (String end : new String[] {
            "1900000000",
            "1900000000.0",
            "\"1900000000\"",
            "1900000000000",
            "\"2030-03-17T17:46:40+0000\"",
            "\"2030-03-17 17:46:40\"",
            "\"Sun, 17 Mar 2030 17:46:40 GMT\""
        }) {
            String token = VaultCallers.oauthToken(name, "A", "R", "END").replace("\"END\"", end);
            assertThat(api.post(path, token).status()).as(end).isBetween(200, 201);
            assertThat(api.get(path + "/0").json().at("/data/expiration_date").asString())
                    .as(end)
                    .isEqualTo("2030-03-17 17:46:40.000000");
            api.delete(path + "/0").expect(200);
        }
        for (String none : new String[] {"-1", "1e999", "true", "\"tomorrow\""}) {
            api.post(path, VaultCallers.oauthToken(name, "A", "R", "END").replace("\"END\"", none))
                    .expect(400);
        }
    }

    @Test
    void tokensAndPeopleMayComeWithMembersThatNobodyKnowsHere() {
        registered(VaultCallers.oauthService(name));
        api.post("/token-storage/user", """
                {"type":"User","data":{"username":"%s","mail":"m@example.org"},"id":5}
                """.formatted(user)).expect(200);

        api.post("/token-storage/user/" + user + "/token", """
                {"type":"OAuth2Token","id":1,"data":{"user":{"type":"User","data":{"username":"max"}},"x":[],
                 "service":{"type":"OAuth2Service","data":{"servicename":"%s","implements":["metadata"],"y":1}},
                 "access_token":"ABC","refresh_token":null,"expiration_date":"None"}}
                """.formatted(name)).expect(200);

        JsonNode read =
                api.get("/token-storage/user/" + user + "/token/0").json().get("data");
        assertThat(read.get("access_token").asString()).isEqualTo("ABC");
        assertThat(read.at("/user/data/username").asString()).isEqualTo("max");
    }

    @Test
    void aServiceThatAsksForNoPasswordHasTokensWithoutOne() {
        registered("""
                {"servicename":"%s","implements":["metadata"],"credentials":{"userId":true,"password":false}}
                """.formatted(name));
        String token = """
                {"type":"LoginToken","data":{"user":{"type":"User","data":{"username":"maria"}},
                 "service":{"type":"LoginService","data":{"servicename":"%s"}},"access_token":""}}
                """;

        api.post("/token-storage/user/" + user + "/token", token.formatted(name))
                .expect(201);

        String other = VaultCallers.newName();
        api.post("/token-storage/service", VaultCallers.oauthService(other)).expect(200);
        api.post("/token-storage/user/" + user + "/token", token.formatted(other))
                .expect(400);
    }
}
