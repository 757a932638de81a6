package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Versioned;
import dev.gatehouse.client.connection.ConnectionEvent;
import dev.gatehouse.client.service.Service;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the client makes of servers that behave oddly. */
class GatehouseTest extends AgainstStub {
    GatehouseTest() throws IOException {}

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
    void whatIsMissingIsToldBeforeAnythingIsSent() {
        Gatehouse nobody = Gatehouse.at(url).build();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> nobody.services().get("a"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> nobody.tokens().revoke(Secret.of("t")));
        assertThat(requests).isEmpty();
    }
}
