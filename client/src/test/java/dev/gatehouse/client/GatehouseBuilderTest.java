package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.call.BoundedReply;
import dev.gatehouse.client.call.ClientCredentials;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a client is made of shows in its calls. */
class GatehouseBuilderTest extends AgainstStub {
    GatehouseBuilderTest() throws IOException {}

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
        gatehouse.connections().accessToken("m", "a");
        gatehouse.tokens().revoke(Secret.of("t"));

        assertThat(requests)
                .containsExactly(
                        "GET /connections/m/a/token?min_valid=0 Basic " + base64("a:c d"),
                        "GET /connections/m/a/token Basic " + base64("a:c d"),
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
}
