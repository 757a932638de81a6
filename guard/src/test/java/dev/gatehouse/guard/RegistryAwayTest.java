package dev.gatehouse.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards whose registry went away, stopped for good. */
class RegistryAwayTest {
    @TempDir
    private Path directory;

    private static int status(ServiceGuard guard, String method, String token) {
        Verdict verdict = guard.check(ForwardedRequest.of(method, "/v1/pets"), List.of("Bearer " + token));
        return verdict instanceof Verdict.Refused refused ? refused.refusal().status() : 200;
    }

    @Test
    void s21_decisionsGoOnForABoundedTimeAndOverARestart() {
        TestServer server = TestServer.start(Map.of());
        GuardedService service = GuardedService.register(server);
        Path snapshot = directory.resolve("snapshot.json");
        String token = service.token("pets.r");
        try (ServiceGuard guard = service.guard().snapshot(snapshot).start();
                ServiceGuard impatient =
                        service.guard().outlasting(Duration.ofSeconds(1)).start()) {
            assertThat(status(guard, "GET", token)).isEqualTo(200);
            assertThat(status(impatient, "GET", token)).isEqualTo(200);

            server.close();

            await().until(() -> status(impatient, "GET", token) == 503);
            assertThat(impatient.isReady()).isFalse();
            assertThat(status(guard, "GET", token)).isEqualTo(200);
            assertThat(status(guard, "POST", token)).isEqualTo(403);
        }
        try (ServiceGuard restarted = service.guard().snapshot(snapshot).start();
                ServiceGuard empty = service.guard().start()) {
            assertThat(status(restarted, "GET", token)).isEqualTo(200);
            assertThat(status(restarted, "POST", token)).isEqualTo(403);
            assertThat(status(empty, "GET", token)).isEqualTo(503);
        }
    }

    @Test
    void aRegistryThatTalksNonsenseIsAskedAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer nonsense = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        nonsense.createContext("/", exchange -> {
            boolean endpoints = exchange.getRequestURI().getPath().endsWith("/endpoint");
            asked.addAndGet(endpoints ? 1 : 0);
            byte[] body = (endpoints
                            ? "[{\"endpoint\":\"/a@get\",\"requires\":[[{}]]}]"
                            : "{\"keys\":[],\"access_token\":\"t\"}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        nonsense.start();
        URI address = URI.create("http://127.0.0.1:" + nonsense.getAddress().getPort());
        try (ServiceGuard guard = ServiceGuard.of("orders")
                .registry(address)
                .issuer(address)
                .credentials("client", "secret")
                .refresh(Duration.ofMillis(50))
                .start()) {
            await().until(() -> asked.get() > 2);
            assertThat(guard.isReady()).isFalse();
        } finally {
            nonsense.stop(0);
        }
    }

    @Test
    void theSnapshotOfAnotherServiceIsNotRead() {
        TestServer server = TestServer.shared();
        Path snapshot = directory.resolve("other.json");
        GuardedService service = GuardedService.register(server);
        service.guard().snapshot(snapshot).start().close();

        try (ServiceGuard other = ServiceGuard.of("another")
                .registry(URI.create("http://127.0.0.1:1"))
                .issuer(URI.create("http://127.0.0.1:1"))
                .credentials("client", "secret")
                .snapshot(snapshot)
                .start()) {
            assertThat(other.isReady()).isFalse();
        }
    }
}
