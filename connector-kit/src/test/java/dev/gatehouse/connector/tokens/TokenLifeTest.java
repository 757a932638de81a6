package dev.gatehouse.connector.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.settings.ConnectorSetting;
import dev.gatehouse.connector.settings.ConnectorSettings;
import dev.gatehouse.connector.settings.ConnectorSettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access tokens that live for seconds only, as the token storage tells; no clock but the test's decides anything. */
class TokenLifeTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow, as the real one may
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private String expiresIn = "";
    private Duration onItsWay = Duration.ZERO;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/connections/maria/port-a/token", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        questions.add(String.valueOf(exchange.getRequestURI().getQuery()));
        byte[] token = "{\"access_token\":\"token-%d\",\"token_type\":\"Bearer\"%s}"
                .formatted(questions.size(), expiresIn)
                .getBytes(StandardCharsets.UTF_8);
        pass(onItsWay);
        exchange.sendResponseHeaders(200, token.length);
        exchange.getResponseBody().write(token);
        exchange.close();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private TokenStorage storage(Map<ConnectorSetting, String> settings) {
        String url = "http://id:secret@127.0.0.1:" + server.getAddress().getPort() + "/token-storage";
        ConnectorSettings read =
                ConnectorSettingsReader.read(settings, Map.of(ConnectorSetting.TOKEN_STORAGE.variable(), url));
        return new TokenStorage(read.tokenStorage().orElseThrow(), Duration.ofSeconds(30), read.tokenLife());
    }

    private Accounts accounts(TokenStorage storage) {
        return new Accounts("port-a", ServiceKind.OAUTH2, Optional.of(storage), now::get);
    }

    /** The token that a call is made with. */
    private static String used(Accounts accounts) throws IOException {
        Credential credential = accounts.call("maria", () -> false, account -> account.credential());
        return ((Credential.BearerToken) credential).value();
    }

    @Test
    void withoutAWishTheFreshestTokenIsAskedFor() throws IOException {
        try (TokenStorage storage = storage(Map.of())) {
            used(accounts(storage));
        }
        try (TokenStorage storage = storage(Map.of(ConnectorSetting.TOKEN_SECONDS, "300"))) {
            used(accounts(storage));
        }
        assertThat(questions).containsExactly("null", "min_valid=300");
        assertThatThrownBy(() -> storage(Map.of(ConnectorSetting.TOKEN_SECONDS, "0")))
                .hasMessageContaining("CONNECTOR_TOKEN_SECONDS");
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 2", "60, 44, 15", "86400, 59, 2", "9223372036854775807, 59, 2", "'', 59, 2"})
    void aTokenIsUsedAgainWhileItIsStillGoodForSomeTime(String life, long seconds, long more) throws IOException {
        expiresIn = life.isEmpty() ? "" : ",\"expires_in\":" + life;
        try (TokenStorage storage = storage(Map.of())) {
            Accounts accounts = accounts(storage);
            assertThat(used(accounts)).isEqualTo("token-1");
            pass(Duration.ofSeconds(seconds));
            assertThat(used(accounts)).isEqualTo("token-1");
            pass(Duration.ofSeconds(more));
            assertThat(used(accounts)).isEqualTo("token-2");
        }
    }

    @Test
    void aTokensLifeBeginsWhenItIsAskedForNotWhenItArrives() throws IOException {
        expiresIn = ",\"expires_in\":5";
        onItsWay = Duration.ofSeconds(4);
        try (TokenStorage storage = storage(Map.of())) {
            Accounts accounts = accounts(storage);
            assertThat(used(accounts)).isEqualTo("token-1");
            assertThat(used(accounts)).isEqualTo("token-2");
        }
    }

    @Test
    void aTokenAtItsEndServesOneCall() throws IOException {
        expiresIn = ",\"expires_in\":0";
        try (TokenStorage storage = storage(Map.of())) {
            Accounts accounts = accounts(storage);
            assertThat(used(accounts)).isEqualTo("token-1");
            assertThat(used(accounts)).isEqualTo("token-2");
        }
    }
}
