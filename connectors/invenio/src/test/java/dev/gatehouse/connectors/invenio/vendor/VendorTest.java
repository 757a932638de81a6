package dev.gatehouse.connectors.invenio.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VendorTest {
    private static final Account MARIA = new Account("maria", new Credential.BearerToken("secret-token"));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private Vendor vendor;

    @AfterEach
    void stop() {
        over.countDown();
        vendor.close();
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    private URI serve(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    }

    private Vendor at(URI base) {
        vendor = new Vendor(base, Duration.ofSeconds(1));
        return vendor;
    }

    @Test
    void showsNoCredentialWhereAnotherHostStoresTheFile() throws IOException {
        URI store = serve(exchange -> answer(exchange, 200, "content"));
        URI base = serve(exchange -> {
            exchange.getResponseHeaders().set("Location", store + "/signed");
            exchange.sendResponseHeaders(302, -1);
        });
        try (FileContent content = at(base).download(MARIA, base.resolve("/file"))) {
            assertThat(content.stream()).hasBinaryContent("content".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(authorizations).containsExactly("Bearer secret-token", "null");
    }

    @Test
    void followsNoRedirectWithWhatItSends() throws IOException {
        URI other = serve(exchange -> answer(exchange, 200, "{}"));
        URI base = serve(exchange -> {
            exchange.getResponseHeaders().set("Location", other.toString());
            exchange.sendResponseHeaders(307, -1);
        });
        expect(Failure.BAD_ANSWER, () -> at(base).send(MARIA, "POST", base.resolve("/x"), null));
        assertThat(authorizations).hasSize(1);
    }

    @Test
    void goesRoundInNoCircle() throws IOException {
        URI base = serve(exchange -> {
            exchange.getResponseHeaders().set("Location", "/again");
            exchange.sendResponseHeaders(302, -1);
        });
        expect(Failure.BAD_ANSWER, () -> at(base).download(MARIA, base.resolve("/file")));
    }

    @Test
    void takesNoLinkThatLeadsAway() throws IOException {
        URI base = serve(exchange -> answer(exchange, 200, "{}"));
        for (String link : List.of("http://127.0.0.1:1/x", "https://127.0.0.1:" + base.getPort(), "", "::", "/x")) {
            expect(Failure.BAD_ANSWER, () -> at(base).own(link));
        }
        expect(Failure.BAD_ANSWER, () -> at(base).get(MARIA, URI.create("http://localhost:1/")));
        assertThat(authorizations).isEmpty();
    }

    @Test
    void readsNoEndlessAnswer() throws IOException {
        URI base = serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 16];
            while (true) {
                exchange.getResponseBody().write(block);
            }
        });
        expect(Failure.BAD_ANSWER, () -> at(base).get(MARIA, base));
    }

    @Test
    void endsADownloadThatStandsStill() throws IOException {
        URI base = serve(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            await(over);
        });
        try (FileContent content = at(base).download(MARIA, base.resolve("/file"))) {
            assertThatThrownBy(() -> content.stream().readAllBytes())
                    .isInstanceOfSatisfying(
                            ConnectorException.class,
                            failure -> assertThat(failure.failure()).isEqualTo(Failure.TIMED_OUT));
        }
    }

    @Test
    void endsAnUploadThatIsNotRead() throws IOException {
        URI base = serve(exchange -> await(over));
        FileContent endless = FileContent.of(new java.io.InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int from, int length) {
                return length;
            }
        });
        expect(Failure.TIMED_OUT, () -> at(base).upload(MARIA, base.resolve("/file"), endless));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void expect(Failure failure, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ConnectorException.class, e -> {
            assertThat(e.failure()).as(e.getMessage()).isEqualTo(failure);
            assertThat(e.getMessage()).doesNotContain("secret-token");
        });
    }
}
