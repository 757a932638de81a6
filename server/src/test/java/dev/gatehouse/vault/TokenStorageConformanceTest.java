package dev.gatehouse.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The statuses and forms that existing connectors and their test suite expect of a token storage. */
class TokenStorageConformanceTest {
    private static final String SUCCESS = "{\"success\":true}";

    private final TestServer server = TestServer.shared();
    private final Api api = VaultCallers.connector(server);
    private final String name = VaultCallers.newName();
    private final String user = VaultCallers.newUser();

    private void register(String service) {
        api.post("/token-storage/service", service).expect(200);
    }

    private static void expectNotFound(Answer answer) {
        answer.expect(404);
        assertThat(answer.json().get("error").asString()).isEqualTo("NotFound");
        assertThat(answer.json().get("http_code").asInt()).isEqualTo(404);
    }

    @Test
    void aServiceIsRegisteredInTheFlatForm() {
        Answer answer = api.post("/token-storage/service", VaultCallers.oauthService(name))
                .expect(200);

        assertThat(answer.text()).isEqualTo(SUCCESS);
        JsonNode service = api.get("/token-storage/service/" + name).expect(200).json();
        assertThat(service.get("type").asString()).isEqualTo("OAuth2Service");
        assertThat(service.at("/data/servicename").asString()).isEqualTo(name);
        assertThat(service.at("/data/refresh_url").asString()).isEqualTo("https://vendor.example/token");
        assertThat(service.at("/data/client_secret").asString()).isEqualTo("our-secret-" + name);
        assertThat(service.at("/data/implements")).hasSize(2);
    }

    @Test
    void aLoginServiceIsRegisteredInTheWrappedFormAndKeepsItsOptionalMembers() {
        String options = """
                "fileTransferMode":0,"fileTransferArchive":1,"description":{"en":"A store"},"icon":null,
                "infoUrl":"https%%3A%%2F%%2Finfo","helpUrl":"","displayName":"Store","loginMode":1,
                "projectLinkTemplate":"https://s/${projectId}"
                """.formatted();
        register("""
                {"type":"LoginService","data":{"servicename":"%s","implements":["metadata"],
                 "credentials":{"userId":true,"password":false},%s}}
                """.formatted(name.toUpperCase(java.util.Locale.ROOT), options));

        JsonNode service = api.get("/token-storage/service/" + name).expect(200).json();

        assertThat(service.get("type").asString()).isEqualTo("LoginService");
        assertThat(service.at("/data/servicename").asString()).isEqualTo(name);
        assertThat(service.at("/data/credentials/password").asBoolean()).isFalse();
        assertThat(service.at("/data/displayName").asString()).isEqualTo("Store");
        assertThat(service.at("/data/description/en").asString()).isEqualTo("A store");
        assertThat(service.at("/data/projectLinkTemplate").asString()).isEqualTo("https://s/${projectId}");
    }

    @Test
    void aRestartedConnectorRegistersAgainAndWhatChangedIsStored() {
        register(VaultCallers.oauthService(name));

        Answer again = api.post(
                        "/token-storage/service",
                        VaultCallers.oauthService(name).replace("vendor.example/token", "vendor.example/new"))
                .expect(200);

        assertThat(again.json().get("success").asBoolean()).isTrue();
        assertThat(api.get("/token-storage/service/" + name)
                        .json()
                        .at("/data/refresh_url")
                        .asString())
                .isEqualTo("https://vendor.example/new");
    }

    @Test
    void s17_anotherClientsNameIsRefused() {
        register(VaultCallers.oauthService(name));

        Answer refused = VaultCallers.connector(server)
                .post("/token-storage/service", VaultCallers.oauthService(name.toUpperCase(java.util.Locale.ROOT)))
                .expect(409);

        assertThat(refused.json().get("success").asBoolean()).isFalse();
        assertThat(refused.json().get("message").asString()).isEqualTo("ServiceExistsAlreadyError");
    }

    @Test
    void listsAreCountedAndTyped() {
        assertThat(api.get("/token-storage/user").expect(200).text()).isEqualTo("{\"length\":0,\"list\":[]}");
        assertThat(api.get("/token-storage/token").expect(200).text()).isEqualTo("{\"length\":0,\"list\":[]}");
        register(VaultCallers.oauthService(name));

        JsonNode services = api.get("/token-storage/service").expect(200).json();

        assertThat(services.get("length").asInt())
                .isEqualTo(services.get("list").size());
        assertThat(services.get("list")
                        .valueStream()
                        .map(service -> service.at("/data/servicename").asString()))
                .contains(name);
    }

    @Test
    void peopleComeAndGo() {
        expectNotFound(api.get("/token-storage/user/" + user));
        assertThat(api.post("/token-storage/user", "{\"type\":\"User\",\"data\":{\"username\":\"" + user + "\"}}")
                        .expect(200)
                        .text())
                .isEqualTo(SUCCESS);

        assertThat(api.get("/token-storage/user/" + user).expect(200).text())
                .isEqualTo("{\"type\":\"User\",\"data\":{\"username\":\"" + user + "\"}}");
        assertThat(api.get("/token-storage/user").json().get("length").asInt()).isEqualTo(1);
        assertThat(api.delete("/token-storage/user/" + user).expect(200).text()).isEqualTo(SUCCESS);
        expectNotFound(api.get("/token-storage/user/" + user));
        expectNotFound(api.delete("/token-storage/user/" + user));
    }

    @Test
    void aPersonWithSpacesAndUmlautsIsFound() {
        api.post("/token-storage/user", "{\"username\":\"Max Müstermann " + user + "\"}")
                .expect(200);

        api.get("/token-storage/user/Max%20M%C3%BCstermann%20" + user).expect(200);
    }

    @Test
    void tokensOfUnknownPeopleAreNotFoundAndThoseOfKnownOnesAreCounted() {
        expectNotFound(api.get("/token-storage/user/" + user + "/token"));
        expectNotFound(api.get("/token-storage/user/" + user + "/token/0"));
        api.post("/token-storage/user", "{\"username\":\"" + user + "\"}").expect(200);

        assertThat(api.get("/token-storage/user/" + user + "/token").expect(200).text())
                .isEqualTo("{\"length\":0,\"list\":[]}");
        expectNotFound(api.get("/token-storage/user/" + user + "/token/0"));
    }

    @Test
    void aTokenOfAnUnknownPersonMakesThemKnown() {
        register(VaultCallers.oauthService(name));

        Answer created = api.post("/token-storage/user/" + user + "/token", VaultCallers.token(name, "ABC"))
                .expect(201);

        assertThat(created.text()).isEqualTo(SUCCESS);
        api.get("/token-storage/user/" + user).expect(200);
    }

    @Test
    void aTokenIsFoundByNameInAnyCaseAndByIndex() {
        register(VaultCallers.oauthService(name));
        api.post("/token-storage/user", "{\"username\":\"" + user + "\"}").expect(200);
        api.post(
                        "/token-storage/user/" + user + "/token",
                        VaultCallers.oauthToken(name, "ABC", "X_ABC", "2100-05-27 18:56:53.466014"))
                .expect(200);

        String path = "/token-storage/user/" + user + "/token/";
        JsonNode token = api.get(path + name.toUpperCase(java.util.Locale.ROOT))
                .expect(200)
                .json();

        assertThat(token.get("type").asString()).isEqualTo("OAuth2Token");
        assertThat(token.at("/data/access_token").asString()).isEqualTo("ABC");
        assertThat(token.at("/data/refresh_token").asString()).isEqualTo("X_ABC");
        assertThat(token.at("/data/expiration_date").asString()).isEqualTo("2100-05-27 18:56:53.466014");
        assertThat(token.at("/data/user/data/username").asString()).isEqualTo(user);
        assertThat(token.at("/data/service/data/servicename").asString()).isEqualTo(name);
        assertThat(api.get(path + "0").expect(200).json()).isEqualTo(token);
        expectNotFound(api.get(path + "1"));
        expectNotFound(api.get(path + VaultCallers.newName()));
    }

    @Test
    void aTokenThatIsReadCanBeStoredAsItIsForSomebodyElse() {
        register(VaultCallers.oauthService(name));
        api.post(
                        "/token-storage/user/" + user + "/token",
                        VaultCallers.oauthToken(name, "ABC", "X_ABC", "2100-05-27 18:56:53.466014"))
                .expect(201);

        String token = api.get("/token-storage/user/" + user + "/token/0").text();

        api.post("/token-storage/user/" + VaultCallers.newUser() + "/token", token)
                .expect(201);
    }

    @Test
    void aSecondTokenForTheSameServiceIsRefused() {
        register(VaultCallers.oauthService(name));
        api.post("/token-storage/user/" + user + "/token", VaultCallers.token(name, "ABC"))
                .expect(201);

        Answer second = api.post("/token-storage/user/" + user + "/token", VaultCallers.token(name, "DEF"))
                .expect(409);

        assertThat(second.json().get("error").asString()).isEqualTo("Conflict");
    }

    @Test
    void aTokenGoesAloneAndWithItsService() {
        register(VaultCallers.oauthService(name));
        String path = "/token-storage/user/" + user + "/token";
        api.post(path, VaultCallers.token(name, "ABC")).expect(201);
        assertThat(api.delete(path + "/0").expect(200).text()).isEqualTo(SUCCESS);
        expectNotFound(api.get(path + "/" + name));

        api.post(path, VaultCallers.token(name, "DEF")).expect(200);
        api.delete("/token-storage/service/" + name).expect(200);

        expectNotFound(api.get(path + "/" + name));
        expectNotFound(api.get("/token-storage/service/" + name));
        assertThat(api.get("/token-storage/token").json().get("length").asInt()).isZero();
    }

    @Test
    void aTokenIsAddedBesideItsPerson() {
        register(VaultCallers.oauthService(name));

        api.post(
                        "/token-storage/token",
                        "{\"user\":{\"username\":\"" + user + "\"},\"token\":" + VaultCallers.token(name, "ABC") + "}")
                .expect(201);

        JsonNode tokens = api.get("/token-storage/token").expect(200).json();
        assertThat(tokens.at("/list/0/data/access_token").asString()).isEqualTo("ABC");
    }

    @Test
    void aTokenOfAServiceThatIsNotThereIsRefused() {
        api.post("/token-storage/user/" + user + "/token", VaultCallers.token(name, "ABC"))
                .expect(404);
        expectNotFound(api.get("/token-storage/user/" + user));
    }

    @Test
    void refreshingATokenThatCannotBeRefreshedSaysSo() {
        register(VaultCallers.oauthService(name));
        String path = "/token-storage/user/" + user + "/token";
        api.post(path, VaultCallers.token(name, "ABC")).expect(201);

        api.put(path + "/0", null).expect(409);
        expectNotFound(api.put(path + "/1", null));
    }
}
