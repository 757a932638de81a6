package dev.gatehouse.vault.vendor;

import static dev.gatehouse.testing.vendor.VendorAnswer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRules;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorGrants;
import dev.gatehouse.testing.vendor.VendorSimulator;
import dev.gatehouse.vault.vendor.TokenOutcome.DeadGrant;
import dev.gatehouse.vault.vendor.TokenOutcome.Issued;
import dev.gatehouse.vault.vendor.TokenOutcome.Misconfigured;
import dev.gatehouse.vault.vendor.TokenOutcome.Transient;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What vendors answer, by the book and otherwise. */
class VendorCallsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String REFRESH_TOKEN = "refresh-secret";

    private static Vertx vertx;

    private VendorSimulator vendor;
    private OutgoingHttp http;
    private VendorCalls calls;

    @BeforeAll
    static void startEventLoops() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopEventLoops() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void start() {
        vendor = VendorSimulator.start();
        http = new OutgoingHttp(vertx, new OutgoingRules(true));
        calls = new VendorCalls(http, Duration.ofMinutes(2), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        http.close();
        vendor.close();
    }

    private VendorClient client(ClientAuthenticationStyle style) {
        return clientAt(vendor.tokenUrl(), style);
    }

    private static VendorClient clientAt(URI endpoint, ClientAuthenticationStyle style) {
        return new VendorClient(endpoint, VendorSimulator.CLIENT_ID, VendorSimulator.CLIENT_SECRET, style);
    }

    private TokenOutcome refresh(String refreshToken) {
        return calls.refresh(client(ClientAuthenticationStyle.AUTOMATIC), refreshToken, () -> true);
    }

    private TokenOutcome outcomeOf(VendorAnswer answer) {
        vendor.answerAlways(answer);
        return refresh(REFRESH_TOKEN);
    }

    private VendorTokens issued(VendorAnswer answer) {
        return ((Issued) outcomeOf(answer)).tokens();
    }

    @Test
    void redeemsARefreshToken() {
        VendorGrants.Issued first = vendor.grants().create();

        TokenOutcome outcome = refresh(first.refreshToken());

        assertThat(outcome).asInstanceOf(type(Issued.class)).satisfies(issued -> {
            assertThat(issued.tokens().lifetime()).contains(Duration.ofHours(1));
            assertThat(issued.tokens().refreshToken()).isPresent().get().isNotEqualTo(first.refreshToken());
            assertThat(vendor.grants().accepts(issued.tokens().accessToken())).isTrue();
        });
        assertThat(refresh(first.refreshToken())).isInstanceOf(DeadGrant.class);
        assertThat(vendor.grants().reuses()).isEqualTo(1);
    }

    @Test
    void redeemsACodeWithItsVerifier() {
        String verifier = "v".repeat(43);
        String challenge = CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                .getValue();
        URI redirect = URI.create("https://gatehouse.example.org/connect/callback");
        String code = Consents.code(vendor, redirect, challenge);

        TokenOutcome outcome =
                calls.redeem(client(ClientAuthenticationStyle.AUTOMATIC), code, redirect, Optional.of(verifier));

        assertThat(outcome).isInstanceOf(Issued.class);
        assertThat(calls.redeem(client(ClientAuthenticationStyle.AUTOMATIC), code, redirect, Optional.of(verifier)))
                .isInstanceOf(DeadGrant.class);
    }

    @Test
    void revokes() {
        String refreshToken = vendor.grants().create().refreshToken();

        assertThat(calls.revokeRefreshToken(
                        clientAt(vendor.revokeUrl(), ClientAuthenticationStyle.AUTOMATIC), refreshToken))
                .isEmpty();

        assertThat(vendor.grants().isCurrent(refreshToken)).isFalse();
    }

    @Test
    void putsTheSecretIntoTheBodyWhereBasicIsRefusedAndRemembersThat() {
        vendor.endpoints().takes(false, true);
        String first = vendor.grants().create().refreshToken();
        String second = vendor.grants().create().refreshToken();

        assertThat(refresh(first)).isInstanceOf(Issued.class);
        assertThat(vendor.calls()).hasSize(3);
        assertThat(refresh(second)).isInstanceOf(Issued.class);
        assertThat(vendor.calls()).hasSize(4);
    }

    @Test
    void usesOneWayOfAuthenticationAtATime() {
        assertThat(refresh(vendor.grants().create().refreshToken())).isInstanceOf(Issued.class);

        assertThat(vendor.calls().getFirst().form()).doesNotContainKey("client_secret");
        assertThat(vendor.tokenCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"3600, 3600", "'\"3600\"', 3600", "'\" 59.9 \"', 59", "1e3, 1000", "99999999999999, 315360000"})
    void readsALifetimeHoweverItIsWritten(String expiresIn, long seconds) {
        VendorTokens tokens = issued(json(200, "{\"access_token\":\"a\",\"expires_in\":" + expiresIn + "}"));

        assertThat(tokens.lifetime()).contains(Duration.ofSeconds(seconds));
        assertThat(tokens.refreshToken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "-1", "\"never\"", "{}", "\"NaN\"", "\"\""})
    void takesALifetimeThatMakesNoSenseForNone(String expiresIn) {
        assertThat(issued(json(200, "{\"access_token\":\"a\",\"expires_in\":" + expiresIn + "}"))
                        .lifetime())
                .isEmpty();
    }

    @Test
    void readsTokensThatComeFormEncoded() {
        VendorTokens tokens = issued(VendorAnswer.of(
                200, "application/x-www-form-urlencoded", "access_token=a%2Bb&expires_in=60&refresh_token=r"));

        assertThat(tokens.accessToken()).isEqualTo("a+b");
        assertThat(tokens.refreshToken()).contains("r");
        assertThat(tokens.lifetime()).contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"invalid_grant\",\"error_description\":\"refresh-secret is used\"}",
                "{\"error\":\"Invalid Grant\"}",
                "{\"error\":{\"code\":\"invalid_grant\",\"message\":\"refresh-secret\"}}",
                "{\"error\":{\"code\":400,\"status\":\"X\",\"type\":\"invalid_grant\"}}",
                "{\"errors\":[{\"errorType\":\"invalid_grant\",\"message\":\"refresh-secret\"}],\"success\":false}",
                "{\"ok\":false,\"error\":\"invalid_refresh_token\"}",
                "error=bad_refresh_token&error_description=refresh-secret",
                "invalid_grant: the token refresh-secret is gone"
            })
    void knowsADeadGrantInManyForms(String body) {
        for (int status : new int[] {200, 400, 401, 403}) {
            TokenOutcome outcome = outcomeOf(VendorAnswer.of(status, "text/plain", body));

            assertThat(outcome).as("status %s", status).isInstanceOf(DeadGrant.class);
            assertThat(outcome.toString()).doesNotContain("refresh-secret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, ''",
        "502, '<html>bad gateway</html>'",
        "503, '{\"error\":\"invalid_grant\"}'",
        "429, '{\"error\":\"invalid_request\"}'",
        "408, ''",
        "200, '{\"error\":\"temporarily_unavailable\"}'",
        "400, '{\"error\":\"slow_down\"}'",
        "200, ''",
        "200, '<html>welcome</html>'",
        "200, '{\"access_token\":null}'",
        "200, '{\"access_token\":'"
    })
    void triesAgainLaterWhatMayPass(int status, String body) {
        assertThat(outcomeOf(VendorAnswer.of(status, "text/html", body))).isInstanceOf(Transient.class);
    }

    @ParameterizedTest
    @CsvSource({
        "401, '{\"error\":\"invalid_client\"}'",
        "400, '{\"error\":\"unsupported_grant_type\"}'",
        "400, '{\"error\":\"invalid_request\"}'",
        "404, '<html>not here</html>'",
        "405, ''",
        "403, 'blocked'",
        "301, ''",
        "400, '{\"error\":\"refresh-secret\"}'",
        "400, '{\"error\":\"never heard of\"}'"
    })
    void believesAGrantAliveWhereSomethingElseIsWrong(int status, String body) {
        TokenOutcome outcome = outcomeOf(VendorAnswer.of(status, "text/plain", body));

        assertThat(outcome).isInstanceOf(Misconfigured.class);
        assertThat(outcome.toString()).doesNotContain("refresh-secret");
    }

    @Test
    void waitsAsLongAsTheVendorAsks() {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.plusSeconds(90).atZone(ZoneOffset.UTC));

        assertThat(retryAfter("120")).contains(Duration.ofMinutes(2));
        assertThat(retryAfter(date)).contains(Duration.ofSeconds(90));
        assertThat(retryAfter("Fri, 02 Jan 2026 00:00:00 GMT")).contains(Duration.ZERO);
        assertThat(retryAfter("999999999")).contains(Duration.ofHours(1));
        assertThat(retryAfter("soon")).isEmpty();
    }

    private Optional<Duration> retryAfter(String value) {
        return ((Transient) outcomeOf(json(429, "{}", "Retry-After", value))).retryAfter();
    }

    @Test
    void s18_survivesHostileVendors() {
        for (VendorAnswer hostile : new VendorAnswer[] {
            VendorAnswer.nothing(),
            VendorAnswer.garbage(),
            VendorAnswer.endless(),
            json(200, "[".repeat(50_000)),
            json(200, "{\"error\":".repeat(20_000)),
            json(200, "{\"access_token\":\"" + "a".repeat(100_000) + "\"}"),
            json(200, "{\"access_token\":{\"a\":1}}")
        }) {
            assertThat(outcomeOf(hostile)).isInstanceOf(Transient.class);
        }
        assertThat(outcomeOf(VendorAnswer.redirectTo("http://169.254.169.254/")))
                .isInstanceOf(Misconfigured.class);
    }

    @Test
    void s18_callsNoPrivateAddress() {
        try (OutgoingHttp strict = new OutgoingHttp(vertx, new OutgoingRules(false))) {
            VendorCalls strictCalls = new VendorCalls(strict, Duration.ofMinutes(2), Clock.systemUTC());
            VendorClient hostile = new VendorClient(
                    URI.create("https://localhost:" + vendor.port()), "c", "s", ClientAuthenticationStyle.AUTOMATIC);

            assertThat(strictCalls.refresh(hostile, REFRESH_TOKEN, () -> true)).isInstanceOf(Misconfigured.class);
            assertThat(vendor.calls()).isEmpty();
        }
    }

    @Test
    void showsNoSecret() {
        VendorClient client = client(ClientAuthenticationStyle.BASIC);

        assertThat(client.toString()).doesNotContain(VendorSimulator.CLIENT_SECRET);
        assertThat(issued(json(200, "{\"access_token\":\"hidden\"}")).toString())
                .doesNotContain("hidden");
    }
}
