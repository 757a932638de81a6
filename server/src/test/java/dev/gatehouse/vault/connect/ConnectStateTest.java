package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.vendor.VendorHold;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pending connection ends once, where it began, and with an answer of whom it was sent to. */
class ConnectStateTest {
    private final ConnectFixture fixture = new ConnectFixture().registered();
    private final Visitor visitor = fixture.signedIn();
    private final String callback = fixture.consent(fixture.begin(visitor));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void s6_aStateWorksOnce() {
        ConnectFixture.follow(visitor, callback);

        assertThat(ConnectFixture.follow(visitor, callback).text()).contains("<h1>Connected</h1>");
        assertThat(ConnectFixture.follow(visitor, ConnectFixture.with(callback, "code", "another"))
                        .text())
                .contains("<h1>Connected</h1>");
        assertThat(fixture.vendor.tokenCalls()).isEqualTo(1);
    }

    @Test
    void s6_aStateWorksInItsBrowserOnlyAndWhateverIsWrongWithItReadsTheSame() {
        String others = fixture.signedIn().get(callback).expect(400).text();
        String strangers = fixture.visitor().get(callback).expect(400).text();
        String forged = visitor.get(ConnectFixture.with(callback, "state", "forged"))
                .expect(400)
                .text();
        String none = visitor.get("/connect/callback?code=x").expect(400).text();
        String empty = visitor.get("/connect/callback").expect(400).text();
        String denied = fixture.visitor()
                .get("/connect/callback?error=access_denied&state=x")
                .expect(400)
                .text();

        assertThat(Stream.of(strangers, forged, none, empty, denied)).allMatch(others::equals);
        assertThat(fixture.vendor.tokenCalls()).isZero();
        ConnectFixture.follow(visitor, callback).expect(200);
        assertThat(fixture.vendor.tokenCalls()).isEqualTo(1);
    }

    @Test
    void s6_aStateEnds() {
        fixture.server
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update connect_attempt set expires = now() - interval '1 second' where connector = ?",
                        fixture.name));

        visitor.get(callback).expect(400);

        assertThat(fixture.vendor.tokenCalls()).isZero();
    }

    @Test
    void s6_anotherPersonInTheSameBrowserDoesNotGoOn() {
        visitor.submit(visitor.get("/logout"), Map.of("decision", "leave"));
        visitor.signIn(visitor.get("/login"), fixture.server.newUser(), "correct horse")
                .expect(303);

        visitor.get(callback).expect(400);

        assertThat(fixture.vendor.tokenCalls()).isZero();
    }

    @Test
    void s6_anAnswerOfAnotherIssuerIsNotUsed() {
        assertThat(ConnectFixture.follow(visitor, callback + "&iss=https%3A%2F%2Fattacker.example")
                        .text())
                .contains("came from another service", "<h1>Not connected</h1>");
        assertThat(fixture.vendor.tokenCalls()).isZero();
    }

    @Test
    void s6_aCodeIsNotRedeemedForAServiceThatAnotherClientRegisteredMeanwhile() {
        fixture.api.delete("/token-storage/service/" + fixture.name).expect(200);
        fixture.basic(fixture.newClient("token-storage.r", "token-storage.w"))
                .post(
                        "/token-storage/service",
                        fixture.service(fixture.vendor.authorizeUrl().toString()))
                .expect(200);

        assertThat(ConnectFixture.follow(visitor, callback).text()).contains("changed or removed in the meantime");
        assertThat(fixture.vendor.tokenCalls()).isZero();
    }

    @Test
    void comingBackTwiceAtOnceRedeemsOneCode() {
        VendorHold hold = fixture.vendor.holdNextAnswer();
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> visitor.get(callback));
        hold.awaitCall();

        Answer second = visitor.get(callback).expect(303);
        Answer waiting = visitor.get(second.header("Location")).expect(200);
        assertThat(waiting.header("Refresh")).isEqualTo("2");
        assertThat(waiting.text()).contains("<h1>One moment</h1>");
        hold.release();

        assertThat(first.join().expect(303).header("Location")).isEqualTo(second.header("Location"));
        assertThat(visitor.get(second.header("Location")).text()).contains("<h1>Connected</h1>");
        assertThat(fixture.vendor.tokenCalls()).isEqualTo(1);
    }
}
