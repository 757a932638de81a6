package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorHold;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong at a third party is shown kindly, and leaves nothing behind. */
class ConnectTroubleTest {
    private final ConnectFixture fixture = new ConnectFixture().registered();
    private final Visitor visitor = fixture.signedIn();
    private final String callback = fixture.consent(fixture.begin(visitor));
    private final String state = ConnectFixture.query("http://x" + callback).get("state");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whoSaysNoIsToldThatNothingWasChanged() {
        Answer page = ConnectFixture.follow(
                visitor, "/connect/callback?error=access_denied&error_description=%3Cb%3Ehello&state=" + state);

        assertThat(page.text())
                .contains("<h1>Not connected</h1>", "was not allowed")
                .doesNotContain("hello");
        fixture.expectNoConnection(fixture.user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error=server_error", "error=invalid_scope", "error=%3Cscript%3E", "code=", "scope=x"})
    void answersWithoutACodeAreShownKindly(String answer) {
        Answer page = ConnectFixture.follow(visitor, "/connect/callback?" + answer + "&state=" + state);

        assertThat(page.expect(200).text()).contains("<h1>Not connected</h1>").doesNotContain("<script>");
        assertThat(fixture.vendor.tokenCalls()).isZero();
    }

    static Stream<VendorAnswer> troubles() {
        return Stream.of(
                VendorAnswer.nothing(),
                VendorAnswer.garbage(),
                VendorAnswer.endless(),
                VendorAnswer.redirectTo("http://localhost:1/"),
                VendorAnswer.json(500, "{\"error\":\"<b>secret</b>\"}"),
                VendorAnswer.json(200, "{\"token\":\"none\"}"),
                VendorAnswer.json(400, "{\"error\":\"invalid_grant\"}"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void aThirdPartyInTroubleIsShownKindly(VendorAnswer trouble) {
        fixture.vendor.answerAlways(trouble);

        Answer page = ConnectFixture.follow(visitor, callback);

        assertThat(page.expect(200).text()).contains("<h1>Not connected</h1>").doesNotContain("secret");
        fixture.expectNoConnection(fixture.user);
    }

    @Test
    void aThirdPartyThatDoesNotAnswerInTimeIsShownKindly() {
        Map<String, String> settings =
                Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true", "GATEHOUSE_VAULT_VENDOR_SECONDS", "1");
        try (TestServer impatient = TestServer.start(settings);
                ConnectFixture there = new ConnectFixture(impatient).registered()) {
            Visitor visitorThere = there.signedIn();
            String callbackThere = there.consent(there.begin(visitorThere));
            there.vendor.holdNextRequest();

            assertThat(ConnectFixture.follow(visitorThere, callbackThere)
                            .expect(200)
                            .text())
                    .contains("Please try again later");
            there.expectNoConnection(there.user);
        }
    }

    @Test
    void aThirdPartyThatIsGoneIsShownKindly() {
        fixture.vendor.close();

        assertThat(ConnectFixture.follow(visitor, callback).expect(200).text()).contains("Please try again later");
    }

    @Test
    void aServiceThatGoesWhileItsCodeIsRedeemedStoresNothing() {
        VendorHold hold = fixture.vendor.holdNextAnswer();
        CompletableFuture<Answer> back = CompletableFuture.supplyAsync(() -> visitor.get(callback));
        hold.awaitCall();
        fixture.api.delete("/token-storage/service/" + fixture.name).expect(200);
        hold.release();

        assertThat(visitor.get(back.join().expect(303).header("Location")).text())
                .contains("changed or removed in the meantime");
    }
}
