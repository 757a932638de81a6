package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.vendor.VendorHold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who disconnects is disconnected at the third party too. */
class DisconnectTest {
    private final ConnectFixture fixture = new ConnectFixture();
    private final String path = "/connections/" + fixture.user + "/" + fixture.name;

    @AfterEach
    void close() {
        fixture.close();
    }

    private void connected(Object revokeUrl) {
        fixture.registered("\"revoke_url\":\"" + revokeUrl + "\"");
        Visitor visitor = fixture.signedIn();
        ConnectFixture.follow(visitor, fixture.consent(fixture.begin(visitor))).expect(200);
    }

    private List<String> revoked() {
        return fixture.vendor.calls().stream()
                .filter(call -> call.path().equals("/revoke"))
                .map(call -> call.form().get("token_type_hint"))
                .toList();
    }

    @Test
    void takesTheTokensBackAtTheThirdParty() {
        connected(fixture.vendor.revokeUrl());
        String accessToken = fixture.accessToken(fixture.user);

        fixture.api.delete(path).expect(204);

        await().untilAsserted(() -> assertThat(revoked()).containsExactly("refresh_token", "access_token"));
        assertThat(fixture.vendor.grants().accepts(accessToken)).isFalse();
    }

    @Test
    void takesThemBackWhereTheTokenIsRemovedFromTheTokenStorage() {
        connected(fixture.vendor.revokeUrl());

        fixture.api
                .delete("/token-storage/user/" + fixture.user + "/token/" + fixture.name)
                .expect(200);

        await().untilAsserted(() -> assertThat(revoked()).hasSize(2));
    }

    @Test
    void takesThemBackWhereThePersonIsRemoved() {
        connected(fixture.vendor.revokeUrl());

        fixture.api.delete("/token-storage/user/" + fixture.user).expect(200);

        await().untilAsserted(() -> assertThat(revoked()).hasSize(2));
        fixture.expectNoConnection(fixture.user);
    }

    @Test
    void doesNotWaitForASilentThirdParty() {
        connected(fixture.vendor.tokenUrl());
        VendorHold hold = fixture.vendor.holdAll();
        Instant start = Instant.now();

        fixture.api.delete(path).expect(204);

        assertThat(Duration.between(start, Instant.now()))
                .as("much less than the third party has to answer")
                .isLessThan(ConnectFixture.VENDOR_TIME.dividedBy(2));
        fixture.expectNoConnection(fixture.user);
        hold.awaitCall();
        hold.release();
    }

    @Test
    void endsTheConnectionAlsoWhereTheThirdPartyIsGone() {
        connected(fixture.vendor.revokeUrl());
        fixture.vendor.close();

        fixture.api.delete(path).expect(204);

        fixture.expectNoConnection(fixture.user);
    }

    @Test
    void theRevocationEndpointIsShownAsItWasRegistered() {
        fixture.registered("\"revoke_url\":\"" + fixture.vendor.revokeUrl() + "\"");

        assertThat(fixture.api
                        .get("/token-storage/service/" + fixture.name)
                        .expect(200)
                        .json()
                        .at("/data/revoke_url")
                        .asString())
                .isEqualTo(fixture.vendor.revokeUrl().toString());
        fixture.registered("\"revoke_url\":null");
        assertThat(fixture.api
                        .get("/token-storage/service/" + fixture.name)
                        .json()
                        .at("/data")
                        .has("revoke_url"))
                .isFalse();
    }
}
