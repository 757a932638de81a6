package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.client.call.BoundedReply;
import dev.gatehouse.client.call.ClientCredentials;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Versioned;
import dev.gatehouse.client.connection.ConnectionEvent;
import dev.gatehouse.client.service.Service;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client makes of servers that behave oddly. */
class GatehouseTest {
    private static final String SERVICE =
            "{\"serviceId\":\"a\",\"serviceType\":\"openapi\",\"serviceName\":\"A\",\"scope\":\"\"}";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

    GatehouseTest() throws IOException {
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            handler.handle(exchange);
            exchange.close();
        });
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private GatehouseBuilder client() {
        return Gatehouse.at(url).withTokens(() -> Secret.of("t"));
    }

    @Test
    void membersThatAreNotKnownAreIgnored() {
        answer("/oauth2/service/a", exchange -> send(exchange, 200, SERVICE.replace("}", ",\"colour\":{\"of\":[1]}}")));

        assertThat(client().build().services().get("a").serviceName()).isEqualTo("A");
    }

    @Test
    void anAnswerThatIsNotWhatWasPromisedIsAnError() {
        answer("/oauth2/service/a", exchange -> send(exchange, 200, "<html>"));

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> client().build().services().get("a"))
                .withMessage("GET /oauth2/service/{serviceId} was answered with what cannot be read")
                .matches(unreadable -> unreadable.status() == 200)
                .matches(unreadable -> unreadable.uri().equals(url.resolve("/oauth2/service/a")));
    }

    @Test
    void anErrorOfAProxyHasItsStatusAndTime() {
        answer("/oauth2/service/a", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            send(exchange, 503, "<html>away</html>");
        });

        GatehouseException away = catchThrowableOfType(
                GatehouseException.class, () -> client().build().services().get("a"));
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.code()).isEmpty();
        assertThat(away.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(away.body().isMissingNode()).isTrue();
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer("/oauth2/service/a", exchange -> {
            exchange.getResponseHeaders().add("Location", url + "/elsewhere");
            send(exchange, 302, "");
        });
        answer("/elsewhere", exchange -> send(exchange, 200, SERVICE));

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> client().build().services().get("a"))
                .matches(refused -> refused.status() == 302);
        assertThat(requests).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotEndIsCutOff() {
        answer("/oauth2/service/a", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] some = new byte[1024 * 1024];
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 1000; i++) {
                    body.write(some);
                }
            }
        });

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> client().build().services().get("a"))
                .withMessageContaining("longer than");
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedForForever() {
        answer("/oauth2/service/a", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().flush();
            pause();
        });
        Gatehouse impatient = client().timeout(Duration.ofMillis(200)).build();

        GatehouseException none = catchThrowableOfType(
                GatehouseException.class, () -> impatient.services().get("a"));
        assertThat(none.status()).isZero();
        assertThat(none).hasMessageContaining("got no answer: not within PT0.2S");
    }

    /** Until the test is over. */
    private static void pause() {
        try {
            Thread.sleep(Duration.ofMinutes(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobodyListeningIsAnErrorWithoutAStatus() {
        server.stop(0);

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> client().build().services().get("a"))
                .matches(away -> away.status() == 0 && away.uri().equals(url.resolve("/oauth2/service/a")))
                .matches(away -> away.description().equals("ConnectException"));
    }

    @Test
    void pagesAreReadWhenTheyAreNeededAndNowhereElse() {
        answer("/oauth2/service", exchange -> {
            boolean first = exchange.getRequestURI().getQuery().contains("page=1");
            exchange.getResponseHeaders()
                    .add("Link", "<http://elsewhere.example/oauth2/service?after=a%26b&pageSize=1>; rel=\"next\"");
            if (!first) {
                exchange.getResponseHeaders().set("Link", "<x?page=1>; rel=\"first\"");
            }
            send(exchange, 200, "[" + SERVICE + "]");
        });
        Gatehouse gatehouse = client().pageSize(1).build();

        assertThat(gatehouse.services().list().findFirst()).isPresent();
        assertThat(requests).hasSize(1);
        assertThat(gatehouse.services().list().map(Service::serviceId)).hasSize(2);
        assertThat(requests.get(2)).startsWith("GET /oauth2/service?after=a%26b&pageSize=1 Bearer t");
    }

    @Test
    void aTokenIsRenewedOnceAtA401() {
        answer(
                "/oauth2/token",
                exchange -> send(
                        exchange,
                        200,
                        "{\"access_token\":\"token " + requests.size()
                                + "\",\"token_type\":\"Bearer\",\"expires_in\":600}"));
        answer(
                "/oauth2/service/a",
                exchange -> send(
                        exchange,
                        401,
                        "{\"statusCode\":401,\"code\":\"ERR10000\",\"message\":\"INVALID\",\"description\":\"no\"}"));

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> Gatehouse.at(url)
                        .withClientCredentials("a:b", "c d")
                        .build()
                        .services()
                        .get("a"))
                .withMessage("GET /oauth2/service/{serviceId} was answered 401 ERR10000 INVALID: no");
        assertThat(requests)
                .containsExactly(
                        "POST /oauth2/token Basic YSUzQWI6Yytk",
                        "GET /oauth2/service/a Bearer token 1",
                        "POST /oauth2/token Basic YSUzQWI6Yytk",
                        "GET /oauth2/service/a Bearer token 3");
    }

    @Test
    void anAnswerOfTheTokenEndpointWithoutATokenIsAnError() {
        answer("/oauth2/token", exchange -> send(exchange, 200, "{\"keys\":[]}"));

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> Gatehouse.at(url)
                        .withClientCredentials("a", "b")
                        .build()
                        .services()
                        .get("a"))
                .withMessage("POST /oauth2/token was answered with what cannot be read");
    }

    @Test
    void aRefusedStreamIsAnErrorAsAnyOther() {
        answer("/connections/events", exchange -> send(exchange, 429, "{\"code\":\"ERR12104\"}"));

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> client().build().connections().events(null))
                .matches(refused -> refused.status() == 429 && refused.code().equals("ERR12104"));
    }

    @Test
    void anEventThatDoesNotEndIsCutOff() {
        answer("/connections/events", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] some = new byte[1024 * 1024];
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 1000; i++) {
                    body.write(some);
                }
            }
        });

        try (Stream<ConnectionEvent> events = client().build().connections().events(null)) {
            assertThatExceptionOfType(GatehouseException.class)
                    .isThrownBy(events::toList)
                    .withMessageContaining("longer than");
        }
    }

    @Test
    void whatDidNotChangeIsNotReadAgain() {
        answer("/oauth2/service/a", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            String known = exchange.getRequestHeaders().getFirst("If-None-Match");
            send(exchange, known == null ? 200 : 304, known == null ? SERVICE : "");
        });
        Gatehouse gatehouse = client().build();

        Versioned<Service> read = gatehouse.services().getIfChanged("a", "").orElseThrow();
        assertThat(read.value().serviceName()).isEqualTo("A");
        assertThat(gatehouse.services().getIfChanged("a", read.entityTag())).isEmpty();
    }

    @Test
    void unchangedIsNoAnswerWhereNobodyAsksForChanges() {
        answer("/oauth2/service/a", exchange -> send(exchange, 304, ""));

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> client().build().services().get("a"))
                .matches(refused -> refused.status() == 304);
    }

    @Test
    void aClientOfTheAdminListenerKnowsNoOther() {
        answer("/oauth2/service/a", exchange -> send(exchange, 200, SERVICE));
        Gatehouse gatehouse = Gatehouse.atAdmin(url).anonymously().build();

        assertThat(gatehouse.services().get("a").serviceName()).isEqualTo("A");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> gatehouse.keys().published())
                .withMessageContaining("GET /oauth2/jwks is an operation of the public listener");
        assertThat(requests).containsExactly("GET /oauth2/service/a null");
    }

    @Test
    void credentialsAreShownAsTheyStandAndAtTheTokenEndpointFormEncoded() {
        answer("/connections/m/a/token", exchange -> send(exchange, 200, "{\"access_token\":\"t\"}"));
        answer("/oauth2/revoke", exchange -> send(exchange, 200, ""));
        Gatehouse gatehouse = Gatehouse.at(url)
                .withBasic(new ClientCredentials("a", Secret.of("c d")))
                .build();

        gatehouse.connections().accessToken("m", "a", Duration.ZERO);
        gatehouse.tokens().revoke(Secret.of("t"));

        assertThat(requests)
                .containsExactly(
                        "GET /connections/m/a/token?min_valid=0 Basic " + base64("a:c d"),
                        "POST /oauth2/revoke Basic " + base64("a:c+d"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void headerFieldsOfTheCallerAreAskedForAtEachCall() {
        List<String> seen = new CopyOnWriteArrayList<>();
        answer("/oauth2/service/a", exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("traceparent") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            send(exchange, 200, SERVICE);
        });
        AtomicInteger calls = new AtomicInteger();
        Gatehouse gatehouse = client().withHeaders(
                        () -> Map.of("traceparent", "trace-" + calls.incrementAndGet(), "Authorization", "of another"))
                .build();

        gatehouse.services().get("a");
        gatehouse.services().get("a");

        assertThat(seen).containsExactly("trace-1 Bearer t", "trace-2 Bearer t");
    }

    @Test
    void howLongAnAnswerMayBeIsTheCallersToSay() {
        answer("/oauth2/service/a", exchange -> send(exchange, 200, SERVICE));

        assertThatExceptionOfType(GatehouseException.class)
                .isThrownBy(() -> client().longestReply(10).build().services().get("a"))
                .withCauseInstanceOf(BoundedReply.TooLong.class)
                .withMessageContaining("longer than 10 bytes");
    }

    @Test
    void whatIsMissingIsToldBeforeAnythingIsSent() {
        Gatehouse nobody = Gatehouse.at(url).build();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> nobody.services().get("a"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> nobody.tokens().revoke(Secret.of("t")));
        assertThat(requests).isEmpty();
    }
}
