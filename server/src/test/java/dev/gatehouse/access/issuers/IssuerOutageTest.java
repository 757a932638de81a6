package dev.gatehouse.access.issuers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRules;
import dev.gatehouse.jwks.Downloads;
import dev.gatehouse.jwks.RemoteKeys;
import dev.gatehouse.settings.TrustedIssuer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The memory of keys over time, at a quicker pace than the server's. */
class IssuerOutageTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(10);

    private final TestIssuer issuer = new TestIssuer();
    private final Vertx vertx = Vertx.vertx();
    private final OutgoingHttp http = new OutgoingHttp(vertx, OutgoingRules.OPERATORS);
    private RemoteKeys keys;

    @AfterEach
    void stop() throws Exception {
        keys.close();
        http.close();
        vertx.close().await();
        issuer.close();
    }

    private void remember(Duration lifetime, Duration interval, Duration outage) {
        TrustedIssuer trusted = new TrustedIssuer(
                issuer.name(),
                Set.of("gatehouse"),
                Optional.empty(),
                List.of("scope"),
                Optional.empty(),
                new TrustedIssuer.Users(Optional.of("sub"), Optional.empty(), false, Map.of(), Map.of()),
                TrustedIssuer.Teams.NONE);
        keys = TrustedIssuers.keys(
                trusted, new Downloads(http), new RemoteKeys.Pace(lifetime, SHORT, SHORT, interval, outage));
    }

    private List<JWK> current() throws KeySourceException {
        return keys.get(
                new JWKSelector(
                        new JWKMatcher.Builder().keyID(issuer.key().getKeyID()).build()),
                null);
    }

    /** The short lifetimes of these tests leave a token only {@link #SHORT} for a fetch, which a busy machine misses. */
    private static ConditionFactory patiently() {
        return await().ignoreException(JWKSetUnavailableException.class);
    }

    private void awaitKeys() {
        patiently().until(() -> current().size() == 1);
    }

    private void goAway() {
        issuer.answerKeysWith(exchange -> exchange.sendResponseHeaders(503, -1));
    }

    @Test
    void theLastKeysAreTakenWhileItIsAway() {
        remember(Duration.ofMillis(50), Duration.ofMillis(1), LONG);
        awaitKeys();
        goAway();
        int before = issuer.fetches();

        patiently().until(() -> current().size() == 1 && issuer.fetches() > before + 4);
    }

    @Test
    void butNotForever() {
        remember(Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(200));
        awaitKeys();
        goAway();

        await().untilAsserted(() -> assertThatThrownBy(this::current)
                .isInstanceOf(KeySourceException.class)
                .hasMessageNotContaining("Timeout"));
    }

    @Test
    void failedFetchesAreNotRepeatedAtOnce() {
        remember(LONG.plus(LONG), LONG, LONG);
        goAway();

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(this::current).isInstanceOf(KeySourceException.class);
        }

        // Two in the interval, each tried twice.
        assertThat(issuer.fetches()).isEqualTo(4);
    }

    @Test
    void aWithdrawnKeyIsForgotten() {
        remember(Duration.ofMillis(50), Duration.ofMillis(1), LONG);
        awaitKeys();
        issuer.answerKeysWith(exchange -> TestIssuer.send(exchange, "{\"keys\":[]}"));

        patiently().untilAsserted(() -> assertThat(current()).isEmpty());
    }
}
