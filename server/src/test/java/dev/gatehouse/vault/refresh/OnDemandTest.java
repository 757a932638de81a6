package dev.gatehouse.vault.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.testing.vendor.VendorHold;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStatus;
import dev.gatehouse.vault.connection.ConnectionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        ConnectionId id = connected(1);
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
        ConnectionId id = connected(1);
        String before = bed.stored(id).secrets().refreshToken();

        engine.tokens().atLeast(id, MINUTE);
        engine.tokens().refreshed(id);

        assertThat(bed.stored(id).secrets().refreshToken()).isEqualTo(before);
        assertThat(bed.stored(id).connection().tokenVersion()).isEqualTo(3);
    }

    @Test
    void assumesALifetimeWhereTheVendorSaysNone() {
        vendor.endpoints().expiresIn("");
        ConnectionId id = connected(1);

        Connection connection = engine.tokens().atLeast(id, MINUTE).connection();

        assertThat(Duration.between(connection.refreshed(), connection.expires()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void asksForNothingThatTheVendorDoesNotGive() {
        vendor.endpoints().expiresIn("120");
        ConnectionId id = connected(1);

        assertThat(failure(id, Duration.ofHours(1)).code()).isEqualTo(ErrorCode.RECONNECT_REQUIRED);
        assertThat(failure(id, Duration.ofHours(1)).code()).isEqualTo(ErrorCode.RECONNECT_REQUIRED);

        assertThat(vendor.tokenCalls()).isEqualTo(1);
        assertThat(bed.stored(id).connection().status()).isEqualTo(ConnectionStatus.CONNECTED);
    }
}
