package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that leave in the middle take nothing of the server with them. */
class DepartureTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int MAX_CONNECTIONS = 20;
    private static TestServer server;
    private static String token;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(
                "GATEHOUSE_BODY_MEMORY_MIB", "32", "GATEHOUSE_MAX_CONNECTIONS", Integer.toString(MAX_CONNECTIONS)));
        token = server.administrator().token();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawConnection connect() {
        return RawConnection.to(server.adminUrl());
    }

    private static void soon(org.awaitility.core.ThrowingRunnable assertion) {
        await().untilAsserted(assertion);
    }

    private static void sendContractHead(RawConnection connection, int length) {
        connection.sendHead(
                "PUT /oauth2/service/left-" + UUID.randomUUID() + "/contract HTTP/1.1",
                "Host: x",
                "Authorization: Bearer " + token,
                "Content-Type: application/json",
                "Content-Length: " + length);
    }

    @Test
    void s13_aBodyCutOffGivesItsMemoryBack() {
        for (int i = 0; i < 6; i++) {
            RawConnection connection = connect();
            sendContractHead(connection, 20 * MEBIBYTE);
            connection.send(new byte[10 * MEBIBYTE]);
            soon(() -> assertThat(Metrics.of(server).gauge("http_server_body_bytes"))
                    .isEqualTo(10 * MEBIBYTE));
            if (i % 2 == 0) {
                connection.close();
            } else {
                connection.reset();
            }
            soon(() -> assertThat(Metrics.of(server).gauge("http_server_body_bytes"))
                    .isZero());
        }
    }

    @Test
    void s22_bodiesTogetherAreBounded() {
        try (RawConnection first = connect();
                RawConnection second = connect()) {
            sendContractHead(first, 30 * MEBIBYTE);
            first.send(new byte[25 * MEBIBYTE]);
            soon(() -> assertThat(Metrics.of(server).gauge("http_server_body_bytes"))
                    .isEqualTo(25 * MEBIBYTE));
            sendContractHead(second, 30 * MEBIBYTE);
            second.send(new byte[30 * MEBIBYTE]);

            RawAnswer refused = second.read();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("ERR12106");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            first.send(new byte[5 * MEBIBYTE]);
            assertThat(first.read().status()).isEqualTo(422);
        }
        soon(() ->
                assertThat(Metrics.of(server).gauge("http_server_body_bytes")).isZero());
    }

    @Test
    void aClientThatLeavesBeforeItsAnswerIsForgotten() {
        server.jdbi().useTransaction(handle -> {
            handle.execute("lock table service in access exclusive mode");
            for (int i = 0; i < 5; i++) {
                RawConnection connection = connect();
                connection.sendHead("GET /oauth2/service?page=1 HTTP/1.1", "Host: x", "Authorization: Bearer " + token);
                int working = i + 2;
                soon(() -> assertThat(Metrics.of(server).gauge("http_server_in_flight"))
                        .isEqualTo(working));
                connection.reset();
            }
        });

        // The request for the metrics is itself in flight.
        soon(() -> assertThat(Metrics.of(server).gauge("http_server_in_flight")).isEqualTo(1));
    }

    @Test
    void aChangeWhoseClientLeftIsMadeNevertheless() {
        String id = "left-" + UUID.randomUUID();
        String body =
                "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}".formatted(id);
        server.jdbi().useTransaction(handle -> {
            handle.execute("lock table service in access exclusive mode");
            RawConnection connection = connect();
            connection.sendHead(
                    "POST /oauth2/service HTTP/1.1",
                    "Host: x",
                    "Authorization: Bearer " + token,
                    "Content-Type: application/json",
                    "Content-Length: " + body.length());
            connection.send(body);
            soon(() -> assertThat(Metrics.of(server).gauge("http_server_in_flight"))
                    .isEqualTo(2));
            connection.reset();
        });

        soon(() -> server.admin().withToken(token).get("/oauth2/service/" + id).expect(200));
    }

    @Test
    void aClientThatLeavesInTheMiddleOfItsAnswerIsForgotten() {
        int before = Metrics.of(server).gauge("http_server_connections");
        for (int i = 0; i < 10; i++) {
            RawConnection connection = connect();
            connection.sendHead("GET /openapi/page/swagger-ui-bundle.js HTTP/1.1", "Host: x");
            assertThat(connection.readHead().status()).isEqualTo(200);
            connection.reset();
        }

        soon(() ->
                assertThat(Metrics.of(server).gauge("http_server_connections")).isLessThanOrEqualTo(before));
    }

    @Test
    void s13_connectionsAreBoundedBeforeTheyHaveSaidAnything() {
        List<RawConnection> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * MAX_CONNECTIONS; i++) {
                silent.add(connect());
            }
            silent.getLast().awaitClosed();
        } finally {
            silent.forEach(RawConnection::close);
        }
        soon(() -> {
            try (RawConnection next = connect()) {
                next.sendHead("GET /health/live HTTP/1.1", "Host: x");
                assertThat(next.read().status()).isEqualTo(200);
            }
        });
    }

    @Test
    void manyConnectionsComeAndGo() {
        int before = Metrics.of(server).gauge("http_server_connections");
        for (int i = 0; i < 200; i++) {
            try (RawConnection connection = connect()) {
                connection.sendHead("GET /health/live HTTP/1.1", "Host: x", "Connection: close");
                assertThat(connection.read().status()).isEqualTo(200);
            }
        }

        soon(() ->
                assertThat(Metrics.of(server).gauge("http_server_connections")).isLessThanOrEqualTo(before));
    }
}
