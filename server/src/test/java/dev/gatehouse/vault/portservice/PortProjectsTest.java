package dev.gatehouse.vault.portservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.api.Json;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.vault.VaultCallers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Projects are made and listed by connectors, which the port service asks for them. */
class PortProjectsTest {
    private static final List<String> CALLS = new CopyOnWriteArrayList<>();
    private static final String PROJECTS =
            "[{\"projectId\":\"7\",\"metadata\":{\"title\":\"Ü\"}},{\"projectId\":\"9\"}]";

    private static HttpServer connectors;
    private static TestServer server;
    private static volatile boolean refusing;

    private final Api api = VaultCallers.connector(server);
    private final String name = VaultCallers.newName();
    private final String path = "/port-service/user/maria/service/" + name + "/projects";

    @BeforeAll
    static void start() {
        try {
            connectors = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connectors.createContext("/", PortProjectsTest::answer);
        connectors.start();
        server = TestServer.start(Map.of(
                "GATEHOUSE_CONNECTOR_URL",
                "http://127.0.0.1:" + connectors.getAddress().getPort() + "/{servicename}/"));
    }

    @AfterAll
    static void stop() {
        server.close();
        connectors.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String target = exchange.getRequestURI().getRawPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        CALLS.add(method + " " + target + " "
                + Json.read(body, JsonNode.class).get("userId").asString());
        String text = method.equals("POST") ? "{\"projectId\":7,\"metadata\":{}}" : PROJECTS;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            if (refusing) {
                exchange.sendResponseHeaders(401, -1);
            } else if (method.equals("DELETE")) {
                exchange.sendResponseHeaders(target.endsWith("/7") ? 204 : 404, -1);
            } else {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private void connected(Api api) {
        api.post("/token-storage/service", "{\"servicename\":\"" + name + "\",\"implements\":[\"metadata\"]}")
                .expect(200);
        api.post("/token-storage/user/maria/token", VaultCallers.token(name, "secret"))
                .expect(201);
        CALLS.clear();
        refusing = false;
    }

    @Test
    void theConnectorMakesListsAndRemovesThem() {
        connected(api);
        String sent = "{\"port\":\"" + name + "\",\"properties\":[],\"servicename\":\"" + name + "\"}";

        assertThat(api.post(path, sent).expect(200).text()).isEqualTo("{\"projectId\":\"7\"}");
        assertThat(api.get(path).expect(200).text()).isEqualTo(PROJECTS);
        assertThat(api.get(path + "/1").expect(200).text()).isEqualTo("{\"projectId\":\"9\"}");
        api.get(path + "/2").expect(404);
        api.get(path + "/x").expect(404);
        api.delete(path + "/7").expect(204);
        api.delete(path + "/8").expect(404);

        String place = "/" + name + "/metadata/project";
        assertThat(CALLS)
                .startsWith("POST " + place + " maria", "GET " + place + " maria")
                .endsWith("DELETE " + place + "/7 maria", "DELETE " + place + "/8 maria");
    }

    @Test
    void aConnectorThatRefusesIsTold() {
        connected(api);
        refusing = true;

        Answer refused = api.post(path, "{}").expect(502);

        assertThat(refused.json().get("error").asString()).isEqualTo("BadGateway");
        assertThat(refused.json().get("description").asString()).contains("answered 401");
        assertThat(api.get(path).expect(200).text()).isEqualTo("[]");
        api.delete(path + "/7").expect(502);
    }

    @Test
    void s17_theyAreForWhoMayUseTheConnection() {
        connected(api);

        VaultCallers.connector(server).get(path).expect(404);
        VaultCallers.connector(server).post(path, "{}").expect(404);
        server.administrator().post(path, "{}").expect(404);
        api.get(path.replace("maria", "nobody")).expect(404);
        api.delete("/token-storage/user/maria/token/" + name).expect(200);
        api.get(path).expect(404);
        assertThat(CALLS).isEmpty();
    }

    @Test
    void s18_aNameThatWouldLeadElsewhereIsNotCalled() {
        String odd = "port-x.example@" + name;
        api.post("/token-storage/service", "{\"servicename\":\"" + odd + "\",\"implements\":[\"metadata\"]}")
                .expect(200);
        api.post("/token-storage/user/maria/token", VaultCallers.token(odd, "secret"))
                .expect(201);
        CALLS.clear();

        api.post("/port-service/user/maria/service/" + odd + "/projects", "{}").expect(502);

        assertThat(CALLS).isEmpty();
    }

    @Test
    void nobodyIsAskedWhereTheOperatorSaidNothing() {
        Api elsewhere = VaultCallers.connector(TestServer.shared());
        connected(elsewhere);

        assertThat(elsewhere.get(path).expect(200).text()).isEqualTo("[]");
        assertThat(elsewhere.post(path, "{}").expect(502).json().get("code").asString())
                .isEqualTo("ERR12142");
        assertThat(CALLS).isEmpty();
    }
}
