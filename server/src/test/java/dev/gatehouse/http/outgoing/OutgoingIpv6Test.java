package dev.gatehouse.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.http.outgoing.OutgoingException.Kind;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to hosts that are reached over IPv6. */
class OutgoingIpv6Test {
    private static final CopyOnWriteArrayList<String> HOSTS = new CopyOnWriteArrayList<>();

    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0), 0);
        server.createContext("/", exchange -> {
            HOSTS.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static OutgoingAnswer send(String host, String... addresses) throws OutgoingException {
        InetAddress[] resolved = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            resolved[i] = InetAddress.ofLiteral(addresses[i]);
        }
        URI url = URI.create("http://" + host + ":" + server.getAddress().getPort() + "/x");
        try (OutgoingHttp http = new OutgoingHttp(vertx, new OutgoingRules(true), name -> resolved)) {
            return http.send(
                    new OutgoingRequest("POST", url, Map.of(), "a=b", Duration.ofMinutes(2), 1000, () -> true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1]", "[0:0:0:0:0:0:0:1]"})
    void anAddressInTheUrlIsCalled(String host) throws OutgoingException {
        assertThat(send(host).status()).isEqualTo(204);
        assertThat(HOSTS).contains(host + ":" + server.getAddress().getPort());
    }

    @Test
    void aNameThatHasNoOtherAddressIsCalled() throws OutgoingException {
        assertThat(send("localhost", "::1").status()).isEqualTo(204);
        assertThat(HOSTS).contains("localhost:" + server.getAddress().getPort());
    }

    @Test
    void aNameWithBothIsCalledByWhicheverAnswers() throws OutgoingException {
        assertThat(send("localhost", "127.0.0.1", "::1").status()).isEqualTo(204);
        assertThat(send("localhost", "::1", "127.0.0.1").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::"})
    void s18_theRulesForAddressesHoldThereToo(String address) {
        assertThat(catchThrowableOfType(OutgoingException.class, () -> send("localhost", "::1", address))
                        .kind())
                .isEqualTo(Kind.FORBIDDEN);
        assertThat(new OutgoingRules(true).objectionTo(URI.create("https://[" + address + "]/")))
                .isPresent();
    }
}
