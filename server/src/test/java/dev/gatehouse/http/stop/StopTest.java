package dev.gatehouse.http.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.http.RawAnswer;
import dev.gatehouse.http.RawConnection;
import dev.gatehouse.http.RawHttp2;
import dev.gatehouse.testing.TestServer;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is told to stop sends its clients elsewhere before it goes. */
class StopTest {
    private static final int SECOND = 1_000_000_000;
    private static final String SERVICE =
            "{\"serviceId\":\"last\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}";

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(Map.of("GATEHOUSE_STOP_DELAY_SECONDS", "1"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawConnection connect() {
        return RawConnection.to(server.adminUrl());
    }

    private static RawAnswer ask(RawConnection connection) {
        return connection.sendHead("GET /health/live HTTP/1.1", "Host: x").read();
    }

    private CompletableFuture<Void> depart() {
        return CompletableFuture.runAsync(server.gatehouse()::depart);
    }

    @Test
    void readinessEndsFirstAndEverythingElseGoesOnForAWhile() {
        try (RawConnection connection = connect()) {
            long begin = System.nanoTime();
            CompletableFuture<Void> departure = depart();
            await().until(() -> server.admin().get("/health/ready").status() == 503);
            RawAnswer ready =
                    connection.sendHead("GET /health/ready HTTP/1.1", "Host: x").read();
            assertThat(ready.status()).isEqualTo(503);
            if (System.nanoTime() - begin < SECOND) {
                assertThat(ready.header("Connection")).isNull();
            }

            departure.join();
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void thenNobodyConnectsAnyMore() {
        depart().join();

        assertThatThrownBy(this::connect).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> RawConnection.to(server.publicUrl())).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aConnectionIsIdleASecondAfterItsLastAnswer() {
        try (RawConnection connection = connect()) {
            long begin = System.nanoTime();
            depart();
            long asked = begin;
            boolean kept = true;
            while (kept && System.nanoTime() - begin < SECOND / 2) {
                asked = System.nanoTime();
                kept = ask(connection).header("Connection") == null;
            }

            assertThat(connection.readUntilClosed()).isEmpty();
            if (kept) {
                assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(SECOND);
            }
        }
    }

    /** The server departs and closes while the rest of a request is on its way. */
    private CompletableFuture<Void> departAndClose() {
        depart().join();
        return CompletableFuture.runAsync(server.gatehouse()::close);
    }

    @Test
    void whatRunsIsFinishedAndTheLastOfItsConnection() {
        try (RawConnection connection = connect()) {
            connection.sendHead(
                    "POST /oauth2/service HTTP/1.1",
                    "Host: x",
                    "Authorization: Bearer " + server.administrator().token(),
                    "Content-Type: application/json",
                    "Expect: 100-continue",
                    "Content-Length: " + SERVICE.length());
            assertThat(connection.readHead().status()).isEqualTo(100);
            CompletableFuture<Void> closing = departAndClose();

            RawAnswer answer = connection.send(SERVICE).read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Connection")).isEqualTo("close");
            connection.awaitClosed();
            closing.join();
        }
    }

    @Test
    void overHttp2ClientsAreToldAndStreamsUnderWayAreAnswered() {
        try (RawHttp2 http = new RawHttp2(server.adminUrl())) {
            http.postHead(1, "/oauth2/service", server.administrator().token());
            http.ask(3, "GET", "/health/live").readAnswer(3);
            CompletableFuture<Void> closing = departAndClose();

            RawHttp2.Frame goodbye = http.readUntil(RawHttp2.GOAWAY);
            http.send(RawHttp2.DATA, RawHttp2.END_STREAM, 1, SERVICE.getBytes(StandardCharsets.UTF_8));

            assertThat(goodbye.number(4)).isEqualTo(RawHttp2.NO_ERROR);
            assertThat(http.readAnswer(1).status()).isEqualTo(200);
            http.connection().awaitClosed();
            closing.join();
        }
    }
}
