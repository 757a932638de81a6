package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms for the endpoints of clients, made to be misunderstood. */
class HostileFormsTest {
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final List<String> ENDPOINTS = List.of(
            "/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/par", "/oauth2/device_authorization");

    private final TestServer server = TestServer.shared();
    private final TestServer.Registered client = server.newClient("admin", "orders.r");

    private final WebClient everything = WebClient.register(
            server,
            "confidential",
            List.of("authorization_code", "client_credentials", "refresh_token", DEVICE, EXCHANGE),
            "orders.r");

    private Answer post(Api caller, String path, String form) {
        return caller.send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private Api basic() {
        return server.open().withBasic(client.clientId(), client.secret());
    }

    private static String error(Answer answer) {
        return answer.json().get("error").asString();
    }

    @Test
    void moreThanOneWayToAuthenticateIsRefused() {
        String secret = "&client_id=" + client.clientId() + "&client_secret=" + client.secret();
        for (String path : ENDPOINTS) {
            Answer both = post(basic(), path, "grant_type=client_credentials&token=x&scope=orders.r" + secret);
            assertThat(both.status()).as(path).isEqualTo(400);
            assertThat(error(both)).as(path).isEqualTo("invalid_request");
        }
    }

    @Test
    void aClientIdBesideTheCredentialsMustBeTheSame() {
        String other = server.newClient("admin", "orders.r").clientId();
        for (String path : ENDPOINTS) {
            Answer mixed = post(
                    basic(),
                    path,
                    "grant_type=client_credentials&token=x&scope=orders.r&response_type=code&client_id=" + other);
            assertThat(mixed.status()).as(path).isIn(400, 401);
            assertThat(error(mixed)).as(path).isIn("invalid_request", "invalid_client");
        }
    }

    @Test
    void aParameterThatIsGivenTwiceIsRefusedEverywhere() {
        for (String path : ENDPOINTS) {
            Answer twice = post(basic(), path, "grant_type=client_credentials&token=x&token=x&scope=a&scope=a");
            assertThat(error(twice.expect(400))).as(path).isEqualTo("invalid_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "%00", "%FF", "%0D%0A", "%F0%9F%92%A9", "%22%5C", "%"})
    void noValueOfAnyParameterBreaksAnEndpoint(String value) {
        List<String> forms = List.of(
                "grant_type=§",
                "grant_type=authorization_code&code=§&redirect_uri=§&code_verifier=§",
                "grant_type=client_credentials&scope=§",
                "grant_type=client_credentials&resource=§",
                "grant_type=client_credentials&resource=" + server.publicUrl() + "/§",
                "grant_type=refresh_token&refresh_token=§",
                "grant_type=" + DEVICE + "&device_code=§",
                "grant_type=" + EXCHANGE + "&subject_token=§&subject_token_type=§",
                "grant_type=" + EXCHANGE + "&subject_token=" + token()
                        + "&subject_token_type=urn:ietf:params:oauth:token-type:access_token&audience=§",
                "grant_type=" + EXCHANGE + "&subject_token=" + token()
                        + "&subject_token_type=urn:ietf:params:oauth:token-type:access_token&audience="
                        + server.publicUrl() + "/§",
                "token=§&token_type_hint=§",
                "response_type=§&scope=§&state=§&redirect_uri=§",
                "scope=§&resource=§",
                "§=§");
        for (String form : forms) {
            List<String> paths = form.startsWith("grant_type") ? ENDPOINTS.subList(0, 1) : ENDPOINTS;
            for (String path : paths) {
                Answer answer = post(everything.authenticated(), path, form.replace("§", value));
                assertThat(answer.status())
                        .as("%s %s: %s", path, form, answer.text())
                        .isIn(200, 400, 401);
            }
        }
    }

    @Test
    void bytesThatAreNoTextBreakNoEndpoint() {
        byte[] form =
                "grant_type=client_credentials&token=\u00c3(&scope=\u00ff\u00fe".getBytes(StandardCharsets.ISO_8859_1);
        for (String path : ENDPOINTS) {
            Answer answer = basic().sendBytes("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
            assertThat(answer.status()).as("%s: %s", path, answer.text()).isIn(200, 400, 401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&",
                "=",
                "==&=",
                "%",
                "a=%zz",
                "a=%ff",
                "{\"response_type\":\"code\"}",
                "<par/>",
                "--boundary",
                "\u0000\u0001\u0002",
                "client_id",
                "token&grant_type&response_type"
            })
    void aBodyThatIsNoFormIsToldSoWhoeverSendsIt(String body) {
        Api stranger = server.open().withBasic("nobody", "wrong");
        for (Api caller : List.of(server.open(), stranger, basic())) {
            for (String path : ENDPOINTS) {
                Answer answer = post(caller, path, body);
                assertThat(answer.status())
                        .as("%s %s: %s", path, body, answer.text())
                        .isIn(400, 401);
                assertThat(error(answer)).isIn("invalid_request", "invalid_client", "unauthorized_client");
            }
        }
        assertThat(error(post(stranger, "/oauth2/par", body).expect(400))).isEqualTo("invalid_request");
    }

    private String token() {
        return server.token(client.clientId(), client.secret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "a", ":a", "a:", "\u0000:\u0000", "%:%", "%00:x", "%FF:%FF", "a:b:c", " : ", "é:é"})
    void noCredentialsBreakAnEndpoint(String credentials) {
        String header = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        for (String path : ENDPOINTS) {
            Answer answer = server.open()
                    .send(
                            "POST",
                            path,
                            "grant_type=client_credentials&token=x&scope=a",
                            "Content-Type",
                            "application/x-www-form-urlencoded",
                            "Authorization",
                            header);
            assertThat(answer.status()).as("%s: %s", path, answer.text()).isIn(400, 401);
        }
    }

    @Test
    void theTokenEndpointIsForPostAlone() {
        for (String path : ENDPOINTS) {
            basic().get(path + "?grant_type=client_credentials").expectError(405, "ERR10008", "METHOD_NOT_ALLOWED");
        }
        Answer query = basic().send(
                        "POST",
                        "/oauth2/token?grant_type=client_credentials",
                        "",
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        assertThat(query.status()).isEqualTo(400);
    }
}
