package dev.gatehouse.vault.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.api.Json;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRules;
import dev.gatehouse.testing.LoggedLines;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorCall;
import dev.gatehouse.testing.vendor.VendorGrants;
import dev.gatehouse.testing.vendor.VendorHold;
import dev.gatehouse.testing.vendor.VendorSimulator;
import dev.gatehouse.vault.VaultFixture;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.connector.ConnectorType;
import dev.gatehouse.vault.vendor.VendorCalls;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tokens are taken back at the third party, as well as it lets us. */
class VendorRevokerTest {
    private final String service = "port-" + UUID.randomUUID();
    private final VendorSimulator vendor = VendorSimulator.start();
    private final VendorGrants.Issued issued = vendor.grants().create();
    private final Secrets secrets = VaultFixture.tokens(issued.accessToken(), issued.refreshToken());
    private final Vertx vertx = Vertx.vertx();
    private final OutgoingHttp http = new OutgoingHttp(vertx, new OutgoingRules(true));
    private final VendorRevoker revoker = revoker(Duration.ofMinutes(2));
    private final LoggedLines log = LoggedLines.of(VendorRevoker.class);

    private VendorRevoker revoker(Duration callTime) {
        return new VendorRevoker(new VendorCalls(http, callTime, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        log.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        vendor.close();
    }

    private ConnectorStore.Registered connector(URI revokeUrl) {
        Connector connector = new Connector(
                service,
                "registrant",
                ConnectorType.OAUTH2,
                List.of("fileStorage"),
                new Connector.OAuthWorkflow(
                        vendor.authorizeUrl().toString(),
                        vendor.tokenUrl().toString(),
                        revokeUrl == null ? null : revokeUrl.toString(),
                        VendorSimulator.CLIENT_ID),
                null,
                Json.read("{}", JsonNode.class),
                new Connector.Dates(Instant.EPOCH, Instant.EPOCH));
        return new ConnectorStore.Registered(connector, VendorSimulator.CLIENT_SECRET);
    }

    private void expectOneSilentLine(String problem) {
        assertThat(log.with(service)).singleElement().asString().contains(problem);
        assertThat(log.with(service).toString())
                .doesNotContain(issued.accessToken(), issued.refreshToken(), VendorSimulator.CLIENT_SECRET);
    }

    @Test
    void theRefreshTokenFirstThenTheAccessToken() {
        revoker.revoke(connector(vendor.revokeUrl()), secrets);

        assertThat(vendor.calls())
                .extracting(VendorCall::form)
                .extracting(form -> form.get("token_type_hint"), form -> form.get("token"))
                .containsExactly(
                        tuple("refresh_token", issued.refreshToken()), tuple("access_token", issued.accessToken()));
        assertThat(vendor.grants().isCurrent(issued.refreshToken())).isFalse();
        assertThat(log.with(service)).isEmpty();
    }

    @Test
    void inTheBodyWhereTheThirdPartyTakesNoBasic() {
        vendor.endpoints().takes(false, true);

        revoker.revoke(connector(vendor.revokeUrl()), secrets);

        assertThat(vendor.grants().isCurrent(issued.refreshToken())).isFalse();
        assertThat(vendor.calls()).hasSize(3);
    }

    @Test
    void withoutARefreshTokenTheAccessTokenAlone() {
        revoker.revoke(connector(vendor.revokeUrl()), VaultFixture.tokens(issued.accessToken(), null));

        assertThat(vendor.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.form()).containsEntry("token", issued.accessToken()));
    }

    @Test
    void nobodyIsAskedWhereNoPlaceIsKnown() {
        revoker.revoke(connector(null), secrets);

        assertThat(vendor.calls()).isEmpty();
        assertThat(log.with(service)).isEmpty();
    }

    @Test
    void s9_aRefusalIsLoggedWithoutTheTokens() {
        vendor.answerAlways(VendorAnswer.json(
                503, "{\"error\":\"%s %s\"}".formatted(issued.refreshToken(), VendorSimulator.CLIENT_SECRET)));

        revoker.revoke(connector(vendor.tokenUrl()), secrets);

        expectOneSilentLine("the vendor answered 503");
        assertThat(vendor.calls()).hasSize(1);
    }

    @Test
    void s9_aThirdPartyThatIsGoneIsLoggedWithoutTheTokens() {
        ConnectorStore.Registered gone = connector(vendor.revokeUrl());
        vendor.close();

        revoker.revoke(gone, secrets);

        expectOneSilentLine(service);
    }

    @Test
    void s18_aPlaceThatMustNotBeCalledIsNot() {
        revoker.revoke(connector(URI.create("https://10.0.0.1/revoke")), secrets);

        expectOneSilentLine(service);
    }

    @Test
    void aSilentThirdPartyIsNotWaitedForLongerThanACallMayTake() {
        VendorHold hold = vendor.holdAll();

        revoker(Duration.ofSeconds(1)).revoke(connector(vendor.tokenUrl()), secrets);

        expectOneSilentLine(service);
        hold.release();
    }
}
