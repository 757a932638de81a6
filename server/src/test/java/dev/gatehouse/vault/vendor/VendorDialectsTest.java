package dev.gatehouse.vault.vendor;

import static dev.gatehouse.testing.vendor.VendorAnswer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRules;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorSimulator;
import dev.gatehouse.vault.vendor.TokenOutcome.DeadGrant;
import dev.gatehouse.vault.vendor.TokenOutcome.Issued;
import dev.gatehouse.vault.vendor.TokenOutcome.Misconfigured;
import dev.gatehouse.vault.vendor.TokenOutcome.Transient;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single vendors are known to do, each standing for a kind. */
class VendorDialectsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final URI CALLBACK = URI.create("https://gatehouse.example.org/connect/callback");

    private static final String VERIFIER = "v".repeat(43);
    private static final String CHALLENGE = CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(VERIFIER))
            .getValue();

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
        calls = anotherProcess();
    }

    @AfterEach
    void stop() {
        http.close();
        vendor.close();
    }

    private VendorCalls anotherProcess() {
        return new VendorCalls(http, Duration.ofMinutes(2), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private VendorClient client(String secret) {
        return new VendorClient(
                vendor.tokenUrl(), VendorSimulator.CLIENT_ID, secret, ClientAuthenticationStyle.AUTOMATIC);
    }

    private TokenOutcome refresh(String refreshToken) {
        return calls.refresh(client(VendorSimulator.CLIENT_SECRET), refreshToken, () -> true);
    }

    private TokenOutcome redeem(String code) {
        return calls.redeem(client(VendorSimulator.CLIENT_SECRET), code, CALLBACK, Optional.of(VERIFIER));
    }

    private TokenOutcome outcomeOf(VendorAnswer answer) {
        vendor.answerAlways(answer);
        return refresh("refresh-secret");
    }

    private VendorTokens issued(String members) {
        return ((Issued) outcomeOf(json(200, "{\"access_token\":\"access-1\"," + members + "}"))).tokens();
    }

    @Test
    void sendsFormDataWithoutAParameter() {
        refresh(vendor.grants().create().refreshToken());

        assertThat(vendor.calls())
                .allSatisfy(call ->
                        assertThat(call.headers()).containsEntry("content-type", "application/x-www-form-urlencoded"));
    }

    @Test
    void losesNoCodeToAVendorThatUsesItUpAtAWrongAuthentication() {
        vendor.endpoints().takes(false, true).usesUpAtOnce();

        assertThat(redeem(Consents.code(vendor, CALLBACK, CHALLENGE))).isInstanceOf(Issued.class);
    }

    @Test
    void losesNoRefreshTokenToSuchAVendorAfterARestart() {
        vendor.endpoints().takes(false, true).usesUpAtOnce();
        assertThat(redeem(Consents.code(vendor, CALLBACK, CHALLENGE))).isInstanceOf(Issued.class);

        calls = anotherProcess();

        assertThat(refresh(vendor.grants().create().refreshToken())).isInstanceOf(Issued.class);
        assertThat(vendor.tokenCalls()).isEqualTo(2);
    }

    @Test
    void authenticatesAtAVendorThatDecodesNothing() {
        vendor.endpoints().decodesNothing();

        assertThat(refresh(vendor.grants().create().refreshToken())).isInstanceOf(Issued.class);
    }

    @Test
    void learnsAnewWhereAVendorNoLongerTakesWhatItTook() {
        vendor.endpoints().takes(true, false);
        assertThat(refresh(vendor.grants().create().refreshToken())).isInstanceOf(Issued.class);
        vendor.endpoints().takes(false, true);
        String refreshToken = vendor.grants().create().refreshToken();

        assertThat(refresh(refreshToken)).isInstanceOf(Misconfigured.class);
        assertThat(refresh(refreshToken)).isInstanceOf(Issued.class);
    }

    @Test
    void asksAPublicClientNothing() {
        calls.refresh(client(""), "some", () -> true);

        assertThat(vendor.calls()).hasSize(1);
        assertThat(vendor.calls().getFirst().headers()).doesNotContainKey("authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"BAD_REFRESH_TOKEN\",\"message\":\"missing or unknown hub id\"}",
                "{\"error\":{\"message\":\"Error validating access token\",\"type\":\"OAuthException\",\"code\":190}}",
                "{\"error\":\"invalid_token\"}",
                "{\"error\":\"login_required\"}",
                "{\"error\":\"access_denied\"}",
                "{\"code\":\"RefreshTokenExpired\"}",
                "{\"error\":{\"type\":\"invalid_grant\"}}",
                "{\"errors\":[{\"code\":17},{\"code\":\"invalid-grant\"}]}",
                "{\"error\":\"urn:ietf:params:oauth:error:invalid_grant\"}",
                "{\"error\":\"invalid_request\",\"error_description\":\"The refresh token has expired.\"}",
                "{\"message\":\"The refresh_token is invalid\"}",
                "{\"error\":true,\"error_description\":\"User has revoked access\"}",
                "{\"error\":\"The authorization code has been used\"}",
                "Refresh token expired or revoked"
            })
    void knowsADeadGrantInTheseWords(String body) {
        for (int status : new int[] {200, 400, 401, 403}) {
            assertThat(outcomeOf(VendorAnswer.of(status, "application/json", body)))
                    .as("status %s", status)
                    .isInstanceOf(DeadGrant.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"type\":\"OAuthException\",\"code\":4,\"message\":\"limit\"}}",
                "{\"code\":\"RateLimitExceeded\"}",
                "{\"status\":\"SERVICE_UNAVAILABLE\",\"message\":\"The refresh token service is away\"}",
                "{\"errors\":[{\"reason\":\"backendError\"}]}"
            })
    void triesAgainWhereTheseWordsSayThatItPasses(String body) {
        assertThat(outcomeOf(json(400, body))).isInstanceOf(Transient.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"invalid_client\",\"error_description\":\"Invalid refresh token or client\"}",
                "{\"error\":\"unauthorized_client\"}",
                "{\"message\":\"The token endpoint was not found\"}",
                "{\"message\":\"The parameter refresh_token is required\"}",
                "{\"error\":\"invalid_request\",\"error_description\":\"invalid grant type\"}",
                "{\"status\":\"error\"}"
            })
    void believesTheGrantAliveWhereTheWordsSayLess(String body) {
        assertThat(outcomeOf(json(400, body))).isInstanceOf(Misconfigured.class);
    }

    @Test
    void takesTokensWithAStatusBesideThem() {
        assertThat(issued("\"status\":\"ok\",\"code\":0,\"error\":null,\"errors\":[]")
                        .accessToken())
                .isEqualTo("access-1");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"expires_at\":1767323105', 60",
        "'\"expires_at\":\"1767323105\"', 60",
        "'\"expires_at\":1767323105000', 60",
        "'\"expires_at\":\"2026-01-02T03:05:05Z\"', 60",
        "'\"expires_on\":\"2026-01-02 03:05:05\"', 60",
        "'\"expires\":\"Fri, 02 Jan 2026 03:05:05 GMT\"', 60",
        "'\"expires_in\":30,\"expires_at\":1767323105', 30",
        "'\"expires_in\":0,\"expires_at\":1767323105', 60"
    })
    void readsUntilWhenATokenLives(String members, long seconds) {
        assertThat(issued(members).lifetime()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"expires_at\":1", "\"expires_at\":\"soon\"", "\"expires_at\":\"2020-01-01T00:00:00Z\""})
    void takesAnEndThatMakesNoSenseForNone(String members) {
        assertThat(issued(members).lifetime()).isEmpty();
    }

    @Test
    void readsHowLongTheRefreshTokenLives() {
        assertThat(issued("\"refresh_expires_in\":1800").lifetimes().refreshToken())
                .contains(Duration.ofMinutes(30));
        assertThat(issued("\"refresh_expires_in\":0").lifetimes().refreshToken())
                .isEmpty();
    }

    @Test
    void readsJsonWithAMarkAndWhatWasPackedUnasked() throws IOException {
        assertThat(outcomeOf(json(200, "\uFEFF{\"access_token\":\"a\"}"))).isInstanceOf(Issued.class);
        assertThat(outcomeOf(packed("{\"access_token\":\"a\"}"))).isInstanceOf(Issued.class);
        assertThat(outcomeOf(packed("{\"access_token\":\"a\"}" + " ".repeat(1 << 20))))
                .as("what would fill the memory")
                .isInstanceOf(Transient.class);
    }

    private static VendorAnswer packed(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(body.getBytes(StandardCharsets.UTF_8));
        }
        String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Encoding: gzip\r\nContent-Length: " + bytes.size() + "\r\n\r\n";
        return connection -> {
            connection.write(head.getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeTo(connection);
        };
    }

    @Test
    void keepsWhatIsToldBesidesTheTokens() {
        assertThat(issued("""
                        "refresh_token":"refresh-1","token_type":"Bearer","expires_in":3600,"scope":"api",
                        "instance_url":"https://eu7.example.com","id":"https://login.example.com/id/00Dx/005x",
                        "hub_id":62515,"sandbox":false,"team":{"id":"T1"},"nothing":null
                        """).metadata())
                .isEqualTo(Map.of(
                        "instance_url",
                        "https://eu7.example.com",
                        "id",
                        "https://login.example.com/id/00Dx/005x",
                        "hub_id",
                        62515,
                        "sandbox",
                        false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id_token\":\"x\"",
                "\"session_token\":\"x\"",
                "\"client_secret\":\"x\"",
                "\"signature\":\"x\"",
                "\"apiKey\":\"x\"",
                "\"other\":\"access-1\"",
                "\"other\":\"Bearer access-1\"",
                "\"other\":\"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl\"",
                "\"other\":\"Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZkFCQ0RFRg\"",
                "\"other\":\"xoxp-1234567890\"",
                "\"other\":\"https://user:word@api.example.com\"",
                "\"other\":\"https://api.example.com/?access_token=1\"",
                "\"other\":\"\""
            })
    void keepsNothingThatLooksSecret(String member) {
        assertThat(issued(member).metadata()).isEmpty();
    }

    @Test
    void keepsNoMoreThanTwentyShortMembers() {
        StringBuilder members = new StringBuilder("\"long\":\"" + "a ".repeat(600) + "\"");
        for (int i = 0; i < 30; i++) {
            members.append(",\"m").append(i).append("\":").append(i);
        }

        assertThat(issued(members.toString()).metadata()).hasSize(20).doesNotContainKey("long");
    }
}
