package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Registries whose answers do not end, or are not what was asked for. */
class RegistryReaderTest {
    @Test
    void readsNoEndlessAnswer() throws IOException {
        expectFailure(
                Duration.ofMinutes(1),
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] block = new byte[1 << 16];
                    while (true) {
                        exchange.getResponseBody().write(block);
                    }
                },
                IOException.class);
    }

    @Test
    void waitsForTheLastByteNoLongerThanForTheFirst() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try {
            expectFailure(
                    Duration.ofMillis(200),
                    exchange -> {
                        exchange.sendResponseHeaders(200, 1000);
                        exchange.getResponseBody().write(new byte[10]);
                        exchange.getResponseBody().flush();
                        await(over);
                    },
                    TimeoutException.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void noTokenEndpointIsNoServiceWithoutEndpoints() throws IOException {
        HttpServer server = answering("/oauth2/token", 404, "{}");
        try {
            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> reader(server).read(null))
                    .withMessage(address(server) + "/oauth2/token answers 404")
                    .matches(away -> !away.isRefusal());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aClientThatGetsNoTokenIsToldWhy() throws IOException {
        HttpServer server = answering("/oauth2/token", 401, "{\"error\":\"invalid_client\"}");
        try {
            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> reader(server).read(null))
                    .withMessage("the issuer gives client client no token for oauth.service.r: invalid_client")
                    .matches(RegistryException::isRefusal);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whoIsInterruptedLearnsThatAndNotThatTheRegistryIsAway() throws IOException {
        HttpServer server = answering("/oauth2/token", 404, "{}");
        try {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> reader(server).read(null));
        } finally {
            Thread.interrupted();
            server.stop(0);
        }
    }

    /** One that has keys and knows the service, and answers so at one path. */
    private static HttpServer answering(String path, int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> send(exchange, 200, "{\"keys\":[],\"resource\":\"orders\"}"));
        server.createContext(path, exchange -> send(exchange, status, body));
        server.start();
        return server;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static RegistryReader reader(HttpServer server) {
        return new RegistryReader(options(address(server)), Clock.systemUTC(), Duration.ofMinutes(1));
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void expectFailure(Duration callTime, HttpHandler registry, Class<? extends Exception> reason)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> new Thread(task).start());
        server.createContext("/", registry);
        server.start();
        try {
            RegistryReader reader = new RegistryReader(options(address(server)), Clock.systemUTC(), callTime);
            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> reader.read(null))
                    .withRootCauseInstanceOf(reason);
        } finally {
            server.stop(0);
        }
    }

    private static GuardOptions options(URI registry) {
        return new GuardOptions(
                "orders", registry, registry, "client", "secret", Duration.ofSeconds(5), Duration.ofHours(1), null);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
