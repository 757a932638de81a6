package dev.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Registries whose answers do not end. */
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

    private static void expectFailure(Duration callTime, HttpHandler registry, Class<? extends Exception> reason)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> new Thread(task).start());
        server.createContext("/", registry);
        server.start();
        try {
            RegistryReader reader = new RegistryReader(
                    options(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                    Clock.systemUTC(),
                    callTime);
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
