package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.LoggedLines;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Every flow is run, and what was secret in it is looked for wherever it must not be. */
@ResourceLock("log levels")
class FlowsKeepSecretsTest {
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    private static LoggedLines lines;
    private static TestServer server;

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<String> locations = new ArrayList<>();

    @BeforeAll
    static void start() {
        lines = LoggedLines.everything();
        server = TestServer.start(Map.of("GATEHOUSE_ACCESS_LOG", "all"));
    }

    @AfterAll
    static void stop() {
        server.close();
        lines.close();
    }

    private Answer seen(Answer answer) {
        if (answer.header("Location") != null) {
            locations.add(answer.header("Location"));
        }
        return answer;
    }

    private JsonNode seen(String flow, JsonNode answer) {
        for (String name : List.of(
                "access_token",
                "refresh_token",
                "id_token",
                "device_code",
                "client_secret",
                "registration_access_token")) {
            if (answer.has(name)) {
                secrets.put(flow + " " + name, answer.get(name).asString());
            }
        }
        return answer;
    }

    private void runTheCodeFlow() {
        WebClient client =
                WebClient.register(server, "confidential", List.of("authorization_code", "refresh_token"), "orders.r");
        String user = server.newUser();
        Visitor visitor = new Visitor(server.publicUrl());
        String requestUri = client.post(
                        "/oauth2/par", client.request("scope", "openid offline_access orders.r", "nonce", "n"))
                .expect(201)
                .json()
                .get("request_uri")
                .asString();
        Answer login =
                visitor.get("/oauth2/code?client_id=" + client.id() + "&request_uri=" + Visitor.encoded(requestUri));
        seen(visitor.signIn(login, user, "a wrong password"));
        Answer consent = seen(visitor.signIn(login, user, People.PASSWORD));
        Answer back = seen(visitor.submit(consent, Map.of("decision", "allow")));
        String code = WebClient.value(back, "code");
        JsonNode tokens = seen("code", client.redeem(code).expect(200).json());
        String refresh = tokens.get("refresh_token").asString();
        seen(
                "refresh",
                client.post("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", refresh))
                        .expect(200)
                        .json());
        client.post("/oauth2/introspect", Map.of("token", refresh)).expect(200);
        client.redeem(code).expect(400);
        client.post("/oauth2/revoke", Map.of("token", refresh)).expect(200);
        server.open()
                .withToken(tokens.get("access_token").asString())
                .get("/oauth2/userinfo")
                .expect(401);
        seen(visitor.get("/logout?id_token_hint=" + tokens.get("id_token").asString()));
        secrets.put("request_uri", requestUri.substring(requestUri.lastIndexOf(':') + 1));
        secrets.put("password", People.PASSWORD);
        secrets.put("wrong password", "a wrong password");
        secrets.put("code", code);
        secrets.put("verifier", client.verifier.getValue());
        secrets.put("form cookie", visitor.cookie("gatehouse-form"));
        secrets.put("form token", Visitor.hidden(consent).get("form_token"));
        secrets.put("continuation", Visitor.hidden(consent).get("continue"));
    }

    private void runTheDeviceFlow() {
        WebClient client = WebClient.register(server, "public", List.of(DEVICE), "orders.r");
        JsonNode device = seen(
                "device",
                client.post("/oauth2/device_authorization", Map.of("scope", "orders.r"))
                        .expect(200)
                        .json());
        Visitor visitor = new People(server).signedIn(server.newUser());
        secrets.put("session", visitor.cookie("gatehouse-session"));
        String userCode = device.get("user_code").asString();
        secrets.put("user code", userCode);
        Answer consent = seen(visitor.submit(visitor.get("/device"), Map.of("user_code", userCode)));
        seen(visitor.submit(consent, Map.of("decision", "allow", "user_code", userCode)));
        seen(
                "device",
                client.post(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        DEVICE,
                                        "device_code",
                                        device.get("device_code").asString()))
                        .expect(200)
                        .json());
    }

    private void runRegistrationAndClientCredentials() {
        JsonNode registered = seen(
                "register",
                server.open()
                        .withToken(server.administrator("oauth.client.w").token())
                        .post("/oauth2/register", """
                        {"client_name":"x","grant_types":["client_credentials"],"response_types":[]}
                        """)
                        .expect(201)
                        .json());
        String id = registered.get("client_id").asString();
        String secret = registered.get("client_secret").asString();
        secrets.put("own token", server.token(id, secret));
        server.open()
                .withToken(secrets.get("register registration_access_token"))
                .get("/oauth2/register/" + id)
                .expect(200);
    }

    @Test
    void s9_noFlowLeavesASecretInLogsUrlsMetricsOrTheDatabase() {
        runTheCodeFlow();
        runTheDeviceFlow();
        runRegistrationAndClientCredentials();
        assertThat(secrets).hasSizeGreaterThan(15).doesNotContainValue(null);

        String logged = String.join("\n", lines.all());
        String metrics = server.administrator().get("/metrics").text();
        String kept = everythingInTheDatabase();
        String redirected = String.join("\n", locations);
        assertThat(logged).contains("/oauth2/token");
        assertThat(kept).contains("client-");
        secrets.forEach((name, secret) -> {
            assertThat(logged.contains(secret)).as("%s in the log", name).isFalse();
            assertThat(metrics.contains(secret)).as("%s in the metrics", name).isFalse();
            assertThat(kept.contains(secret)).as("%s in the database", name).isFalse();
            assertThat(redirected.contains(secret) && !name.equals("code"))
                    .as("%s in a URL", name)
                    .isFalse();
        });
    }

    /** Every row of every table, as text. */
    private static String everythingInTheDatabase() {
        return server.jdbi().withHandle(handle -> {
            StringBuilder all = new StringBuilder();
            List<String> tables = handle.createQuery(
                            "select quote_ident(tablename) from pg_tables where schemaname = current_schema()")
                    .mapTo(String.class)
                    .list();
            for (String table : tables) {
                handle.createQuery("select t::text from " + table + " t")
                        .mapTo(String.class)
                        .forEach(row -> all.append(row).append('\n'));
            }
            return all.toString();
        });
    }
}
