package dev.gatehouse.vault.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorHold;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStatus;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.Freshness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Callers who need a token that lives long enough, beside others and other processes. */
class OnDemandTest extends OnDemandBed {
    @Test
    void asksNobodyWhileTheStoredTokenWillDo() {
        ConnectionId id = connected(3600);

        engine.tokens().atLeast(id, MINUTE);

        assertThat(vendor.tokenCalls()).isZero();
    }

    @Test
    void refreshesATokenThatIsAboutToExpire() {
        ConnectionId id = connected(30);

        ConnectionStore.Opened fresh = engine.tokens().atLeast(id, MINUTE);

        assertThat(vendor.grants().accepts(accessToken(fresh))).isTrue();
        assertThat(fresh.connection().status()).isEqualTo(ConnectionStatus.CONNECTED);
        assertThat(Duration.between(
                        fresh.connection().refreshed(), fresh.connection().expires()))
                .isEqualTo(Duration.ofHours(1));
        assertThat(Duration.between(
                        fresh.connection().refreshed(), fresh.connection().refreshDue()))
                .isBetween(Duration.ofMinutes(42), Duration.ofMinutes(54));
        assertThat(fresh.connection().leaseUntil()).isNull();
        engine.tokens().refreshed(id);
        assertThat(vendor.tokenCalls()).isEqualTo(2);
        assertThat(told(id)).isEmpty();
    }

    @Test
    void s19_oneVendorCallForAllCallersOfTwoProcesses() throws Exception {
        RefreshEngine other = bed.engine(RefreshEngine.Options.USUAL);
        ConnectionId id = connected(0);
        VendorHold hold = vendor.holdNextAnswer();

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ConnectionStore.Opened>> answers = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                answers.add(callers.submit(() -> engine.tokens().atLeast(id, MINUTE)));
                answers.add(callers.submit(() -> other.tokens().atLeast(id, MINUTE)));
            }
            hold.awaitCall();
            assertThat(bed.stored(id).connection().statusAt(java.time.Instant.now()))
                    .isEqualTo(ConnectionStatus.REFRESHING);
            hold.release();

            String token = accessToken(answers.getFirst().get());
            for (Future<ConnectionStore.Opened> answer : answers) {
                assertThat(accessToken(answer.get())).isEqualTo(token);
            }
            assertThat(vendor.grants().accepts(token)).isTrue();
        }
        assertThat(vendor.tokenCalls()).isEqualTo(1);
        assertThat(vendor.grants().reuses()).isZero();
    }

    @Test
    void s19_oneVendorCallForAllWhoForceARefreshAtOnce() throws Exception {
        RefreshEngine other = bed.engine(RefreshEngine.Options.USUAL);
        ConnectionId id = connected(3600);
        VendorHold hold = vendor.holdNextAnswer();

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ConnectionStore.Opened> first =
                    callers.submit(() -> engine.tokens().refreshed(id));
            hold.awaitCall();
            Future<ConnectionStore.Opened> second =
                    callers.submit(() -> other.tokens().refreshed(id));
            Future<ConnectionStore.Opened> third =
                    callers.submit(() -> engine.tokens().refreshed(id));
            await().until(() -> bed.stored(id).connection().leaseUntil() != null);
            hold.release();

            assertThat(accessToken(first.get()))
                    .isEqualTo(bed.stored(id).secrets().accessToken());
            second.get();
            third.get();
        }
        assertThat(vendor.grants().reuses()).isZero();
    }

    @Test
    void s19_keepsARefreshTokenThatDoesNotRotate() {
        vendor.endpoints().rotates(false);
        ConnectionId id = connected(0);
        String before = bed.stored(id).secrets().refreshToken();

        engine.tokens().atLeast(id, MINUTE);
        engine.tokens().refreshed(id);

        assertThat(bed.stored(id).secrets().refreshToken()).isEqualTo(before);
        assertThat(bed.stored(id).connection().tokenVersion()).isEqualTo(3);
    }

    @Test
    void assumesALifetimeWhereTheVendorSaysNone() {
        vendor.endpoints().expiresIn("");
        ConnectionId id = connected(0);

        Connection connection = engine.tokens().atLeast(id, MINUTE).connection();

        assertThat(Duration.between(connection.refreshed(), connection.expires()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void givesTheFreshestWhereTheVendorsTokensLiveShorterThanWanted() {
        vendor.endpoints().expiresIn("60");
        ConnectionId id = connected(0);

        ConnectionStore.Opened first = engine.tokens().atLeast(id, Duration.ofHours(1));
        ConnectionStore.Opened second = engine.tokens().atLeast(id, Duration.ofHours(1));

        assertThat(vendor.grants().accepts(accessToken(first))).isTrue();
        assertThat(accessToken(second)).as("as fresh as can be").isEqualTo(accessToken(first));
        assertThat(vendor.tokenCalls()).isEqualTo(1);

        bed.change(id, "refreshed = refreshed - interval '30 s', expires = expires - interval '30 s'");
        assertThat(accessToken(engine.tokens().atLeast(id, MINUTE))).isNotEqualTo(accessToken(first));
    }

    @Test
    void givesWhatIsThereWhereNothingFresherIsToBeHad() {
        ConnectionId id = connected(40);
        vendor.answerAlways(VendorAnswer.json(503, "{}"));

        assertThat(engine.tokens().get(id, Freshness.ANY).connection().status()).isEqualTo(ConnectionStatus.RETRYING);
        assertThat(failure(id, MINUTE).code()).isEqualTo(ErrorCode.TOKEN_UNAVAILABLE);
    }

    @Test
    void givesTheTokenOfAnEndedGrantWhileItLives() {
        ConnectionId id = connected(40);
        vendor.grants().revoke(bed.stored(id).secrets().refreshToken());

        assertThat(engine.tokens().atLeast(id, MINUTE).connection().status())
                .isEqualTo(ConnectionStatus.RECONNECT_REQUIRED);
        bed.change(id, "expires = now()");
        assertThat(failure(id, MINUTE).code()).isEqualTo(ErrorCode.RECONNECT_REQUIRED);
    }

    @Test
    void keepsWhatTheVendorTellsBesidesTheTokens() {
        ConnectionId id = connected(0);
        vendor.answerNext(VendorAnswer.json(200, """
                {"access_token":"access-1","refresh_token":"refresh-1","expires_in":30,"instance_url":"https://eu7.example.com",
                 "refresh_expires_in":600}"""));
        engine.tokens().atLeast(id, Duration.ofSeconds(20));
        vendor.answerNext(VendorAnswer.json(200, "{\"access_token\":\"access-2\",\"plan\":\"pro\"}"));

        ConnectionStore.Opened fresh = engine.tokens().refreshed(id);

        assertThat(fresh.secrets().metadata())
                .isEqualTo(Map.of("instance_url", "https://eu7.example.com", "plan", "pro"));
        assertThat(fresh.secrets().refreshExpires()).isNotNull();
    }
}
