package dev.gatehouse.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions that nginx keeps: for the same request with the same token, and no other. */
class KeptDecisionsTest {
    private static final int LONG = 60;

    private final GuardedOrders orders = new GuardedOrders();
    private final RecordingService service = new RecordingService();
    private final GatehouseLink link = new GatehouseLink(orders.server().adminUrl());
    private Gateway nginx;

    @BeforeEach
    void start() {
        nginx = nginx(LONG);
    }

    private Gateway nginx(int keepSeconds) {
        return Gateway.start(
                Gateway.Kind.NGINX_EXPORTED,
                new Gateway.Places(
                        service.port(), link.port(), orders.serviceId(), orders.exportedForNginx(keepSeconds)),
                Gateway.Patience.ENDLESS);
    }

    @AfterEach
    void stop() {
        nginx.close();
        link.close();
        service.close();
    }

    private Wire.Reply send(String line, String... fields) {
        return Wire.send(nginx.port(), line, fields);
    }

    @Test
    void aKeptOneServesTheSameRequestAlone() {
        String reader = orders.authorization("orders.r");
        String writer = orders.authorization("orders.r", "orders.w");
        assertThat(send("GET /v1/orders/7?x=y", reader).status()).isEqualTo(200);
        assertThat(send("POST /v1/orders", writer, "Content-Length: 0").status())
                .isEqualTo(200);
        assertThat(send("GET /health").status()).isEqualTo(200);
        service.drain();
        link.breakOff();

        assertThat(send("GET /v1/orders/7?x=y", reader).status())
                .as(nginx.output())
                .isEqualTo(200);
        assertThat(send("POST /v1/orders", writer, "Content-Length: 0").status())
                .isEqualTo(200);
        assertThat(send("GET /health").status()).isEqualTo(200);
        List<Arrived> arrived = service.drain();
        assertThat(arrived).hasSize(3);
        assertThat(arrived.getFirst().values("X-Auth-Endpoint")).containsExactly("/v1/orders/{orderId}@get");
        assertThat(arrived.getFirst().values("X-Auth-Scope")).containsExactly("orders.r");
        assertThat(arrived.getLast().values("X-Auth-Client")).isEmpty();

        for (String[] other : new String[][] {
            {"GET /v1/orders/7?x=y"},
            {"GET /v1/orders/7?x=y", writer},
            {"GET /v1/orders/7?x=y", reader + "x"},
            {"GET /v1/orders/7?x=y", reader.replace("Bearer", "DPoP")},
            {"GET /v1/orders/7?x=y", reader, "DPoP: x"},
            {"GET /v1/orders/7?x=y", reader, "Upgrade: websocket", "Sec-WebSocket-Key: x"},
            {"HEAD /v1/orders/7?x=y", reader},
            {"DELETE /v1/orders/7?x=y", reader},
            {"OPTIONS /v1/orders/7?x=y", reader},
            {"GET /v1/orders/7", reader},
            {"GET /v1/orders/8?x=y", reader},
            {"GET /v1/orders/%37?x=y", reader},
            {"GET /v1/orders/7?x=y&", reader},
            {"POST /v1/orders", reader, "Content-Length: 0"},
            {"GET /health", reader}
        }) {
            String[] fields = List.of(other).subList(1, other.length).toArray(String[]::new);
            assertThat(Wire.send(nginx.port(), other[0], fields).status())
                    .as(String.join(" ", other))
                    .isEqualTo(503);
        }
        assertThat(service.drain()).isEmpty();
    }

    @Test
    void refusalsAndPreflightsAreNotKept() {
        String reader = orders.authorization("orders.r");
        String[] preflight = {"Origin: https://app.example.org", "Access-Control-Request-Method: GET"};
        assertThat(send("GET /v1/admin", reader).status()).isEqualTo(403);
        assertThat(send("GET /v1/orders").status()).isEqualTo(401);
        assertThat(send("OPTIONS /v1/orders", preflight).status()).isEqualTo(200);
        link.breakOff();

        assertThat(send("GET /v1/admin", reader).status()).isEqualTo(503);
        assertThat(send("GET /v1/orders").status()).isEqualTo(503);
        assertThat(send("OPTIONS /v1/orders", preflight).status()).isEqualTo(503);
    }

    /** A method in a field would be decided about, were each request asked about. */
    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void noMethodInAFieldReachesTheService(String name) {
        String reader = orders.authorization("orders.r");
        for (int i = 0; i < 2; i++) { // asked about, then kept
            assertThat(send("GET /v1/orders/7", reader, name + ": ", name + ": DELETE")
                            .status())
                    .isEqualTo(200);
        }

        assertThat(service.drain())
                .hasSize(2)
                .allSatisfy(arrived -> assertThat(arrived.values(name)).isEmpty());
    }

    @Test
    void whatEndsMeanwhileCountsAfterThat() {
        nginx.close();
        nginx = nginx(1);
        TestServer server = orders.server();
        TestServer.Registered client = server.newClient("admin", "orders.r");
        String authorization = "Authorization: Bearer " + server.token(client.clientId(), client.secret());
        assertThat(send("GET /v1/orders", authorization).status()).isEqualTo(200);

        server.administrator()
                .send("DELETE", "/oauth2/client/" + client.clientId(), "")
                .expect(204);

        await().until(() -> send("GET /v1/orders", authorization).status() == 401);
        assertThat(send("GET /v1/orders", authorization).status()).isEqualTo(401);
    }

    @Test
    void inShadowNothingIsKept() {
        String stranger = orders.authorization("oauth.user.r");
        var registered = orders.server()
                .administrator()
                .get("/oauth2/service/" + orders.serviceId())
                .expect(200)
                .json()
                .asObject();
        registered.put("decisionMode", "shadow").remove(List.of("createDt", "updateDt"));
        orders.server()
                .administrator()
                .put("/oauth2/service", registered.toString())
                .expect(200);
        assertThat(send("GET /v1/admin", stranger).status()).isEqualTo(200);

        link.breakOff();
        assertThat(send("GET /v1/admin", stranger).status()).isEqualTo(503);
    }
}
