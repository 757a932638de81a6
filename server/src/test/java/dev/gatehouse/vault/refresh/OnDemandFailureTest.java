package dev.gatehouse.vault.refresh;

import static dev.gatehouse.testing.vendor.VendorAnswer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.testing.vendor.VendorAnswer;
import dev.gatehouse.testing.vendor.VendorHold;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStatus;
import dev.gatehouse.vault.connection.ConnectionStore;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Callers who need a token while the vendor, the grant or the database fails. */
class OnDemandFailureTest extends OnDemandBed {
    @Test
    void s19_keepsTheTokenAndBacksOffWhereTheVendorFails() {
        ConnectionId id = connected(3600);
        String refreshToken = bed.stored(id).secrets().refreshToken();
        vendor.answerNext(json(503, "{}", "Retry-After", "3000"));

        ApiException failure = failure(id, Duration.ofHours(2));

        assertThat(failure.code()).isEqualTo(ErrorCode.TOKEN_UNAVAILABLE);
        assertThat(Integer.parseInt(failure.headers().get("Retry-After"))).isBetween(2700, 3300);
        Connection connection = bed.stored(id).connection();
        assertThat(connection.status()).isEqualTo(ConnectionStatus.RETRYING);
        assertThat(connection.attempts()).isEqualTo(1);
        assertThat(connection.lastError()).isEqualTo("the vendor answered 503");
        assertThat(connection.refreshDue()).isAfter(connection.lastErrorAt().plusSeconds(2900));
        assertThat(bed.stored(id).secrets().refreshToken()).isEqualTo(refreshToken);

        failure(id, Duration.ofHours(2));
        assertThat(vendor.tokenCalls())
                .as("nobody asks before the vendor wants it")
                .isEqualTo(1);
        assertThat(engine.tokens().atLeast(id, Duration.ofSeconds(1))).isNotNull();
    }

    @Test
    void tellsWhenAConnectionRecovers() {
        ConnectionId id = connected(0);
        vendor.answerNext(json(500, "{}"));
        failure(id, MINUTE);

        bed.due(id);
        engine.tokens().atLeast(id, MINUTE);

        assertThat(told(id)).containsExactly("connection.refreshed null");
        assertThat(bed.stored(id).connection().attempts()).isZero();
        assertThat(bed.stored(id).connection().lastError()).isNull();
    }

    @Test
    void asksThePersonToReconnectWhereTheGrantIsDead() {
        ConnectionId id = connected(0);
        vendor.grants().revoke(bed.stored(id).secrets().refreshToken());

        ApiException failure = failure(id, MINUTE);

        assertThat(failure.code()).isEqualTo(ErrorCode.RECONNECT_REQUIRED);
        assertThat(bed.stored(id).connection().status()).isEqualTo(ConnectionStatus.RECONNECT_REQUIRED);
        assertThat(bed.stored(id).connection().refreshDue()).isNull();
        assertThat(told(id))
                .containsExactly("connection.reconnect_required the vendor answered 400 with invalid_grant");
        failure(id, MINUTE);
        assertThat(vendor.tokenCalls()).isEqualTo(1);
    }

    @Test
    void givesUpWhatHasNotWorkedForTooLong() {
        ConnectionId id = connected(0);
        vendor.answerAlways(json(503, "{}"));
        failure(id, MINUTE);
        bed.change(id, "refresh_due = now(), failing_since = now() - interval '6 days 23 hours'");
        assertThat(failure(id, MINUTE).code()).isEqualTo(ErrorCode.TOKEN_UNAVAILABLE);

        bed.change(id, "refresh_due = now(), failing_since = now() - interval '7 days'");

        assertThat(failure(id, MINUTE).code()).isEqualTo(ErrorCode.RECONNECT_REQUIRED);
        assertThat(bed.stored(id).connection().refreshDue()).isNull();
        assertThat(told(id))
                .containsExactly("connection.reconnect_required tried for too long, at last: the vendor answered 503");
    }

    @Test
    void givesUpWithTheRefreshTokensLife() {
        ConnectionId id = connected(0);
        vendor.answerNext(json(
                200, "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":1,\"refresh_expires_in\":1}"));
        engine.tokens().refreshed(id);
        vendor.answerAlways(json(503, "{}"));

        await().untilAsserted(() -> {
            bed.due(id);
            assertThat(failure(id, MINUTE).code()).isEqualTo(ErrorCode.RECONNECT_REQUIRED);
        });
        assertThat(told(id).getLast()).contains("the refresh token has ended");
    }

    @Test
    void s19_believesADeadGrantOnlyOfTheStoredToken() throws Exception {
        ConnectionId id = connected(0);
        VendorHold hold = vendor.holdNextRequest();
        vendor.grants().revoke(bed.stored(id).secrets().refreshToken());

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ConnectionStore.Opened> caller =
                    callers.submit(() -> engine.tokens().atLeast(id, MINUTE));
            hold.awaitCall();
            // The person connects again while the vendor is about to refuse the old token.
            RefreshBed.Connected anew = bed.connect(connector, vendor, 3600);
            engine.jdbi().useTransaction(handle -> {
                ConnectionStore store = new ConnectionStore(engine.encryption());
                ConnectionStore.Opened old = store.lock(handle, id).orElseThrow();
                store.replaceTokens(
                        handle,
                        id,
                        old.connection().tokenVersion(),
                        new ConnectionStore.Tokens(
                                bed.stored(anew.id()).secrets(),
                                bed.stored(anew.id()).connection().expires(),
                                null,
                                old.connection().connected()));
            });
            hold.release();

            assertThat(accessToken(caller.get())).isEqualTo(anew.tokens().accessToken());
        }
        assertThat(bed.stored(id).connection().status()).isEqualTo(ConnectionStatus.CONNECTED);
        assertThat(told(id)).isEmpty();
    }

    @Test
    void s19_neverPutsTokensOfAnOldConsentIntoANewConnection() throws Exception {
        ConnectionId id = connected(0);
        VendorHold hold = vendor.holdNextAnswer();
        RefreshBed.Connected other = bed.connect(connector, vendor, 3600);

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ConnectionStore.Opened> caller =
                    callers.submit(() -> engine.tokens().atLeast(id, MINUTE));
            hold.awaitCall();
            engine.jdbi().useTransaction(handle -> {
                ConnectionStore store = new ConnectionStore(engine.encryption());
                Connection gone = store.find(handle, id).orElseThrow();
                store.delete(handle, id);
                store.insert(
                        handle,
                        Connection.begin(
                                id, "registrant", java.time.Instant.now().plusSeconds(3600), null, gone.connected()),
                        bed.stored(other.id()).secrets());
            });
            hold.release();
            caller.get();
        }
        assertThat(bed.stored(id).secrets().accessToken())
                .isEqualTo(other.tokens().accessToken());
    }

    /** The caller's own session may have been ended too, while it looked. */
    private static void requireAnswerOrOutage(Future<?> caller) throws InterruptedException {
        try {
            caller.get();
        } catch (ExecutionException failed) {
            assertThat(DatabaseFailures.isOutage(failed)).isTrue();
        }
    }

    @Test
    void s19_losesNoTokenWhileTheDatabaseRefusesIt() throws Exception {
        try (RefreshBed other = new RefreshBed();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            RefreshEngine itsEngine = other.engine(RefreshEngine.Options.USUAL);
            other.connector(connector, vendor);
            ConnectionId id = other.connect(connector, vendor, 0).id();
            VendorHold hold = vendor.holdNextAnswer();
            Future<ConnectionStore.Opened> caller =
                    callers.submit(() -> itsEngine.tokens().atLeast(id, MINUTE));
            hold.awaitCall();
            itsEngine
                    .jdbi()
                    .useHandle(handle -> handle.execute(
                            "alter table connection add constraint nothing_new check (token_version < 2) not valid"));
            hold.release();
            await().until(() ->
                    !vendor.grants().isCurrent(other.stored(id).secrets().refreshToken()));
            itsEngine.jdbi().useHandle(handle -> {
                handle.execute("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and pid <> pg_backend_pid()
                        """);
                handle.execute("alter table connection drop constraint nothing_new");
            });

            requireAnswerOrOutage(caller);
            await().until(() ->
                    vendor.grants().isCurrent(other.stored(id).secrets().refreshToken()));
        }
        assertThat(vendor.tokenCalls()).isEqualTo(1);
    }

    @Test
    void waitsAWhileButNotForever() {
        try (RefreshBed other = new RefreshBed()) {
            other.engine(RefreshEngine.Options.USUAL);
            other.connector(connector, vendor);
            VendorHold hold = vendor.holdAll();
            ConnectionId id = null;
            // On a busy machine the time may be over before the vendor is asked.
            for (int seconds = 1; vendor.tokenCalls() == 0; seconds *= 2) {
                RefreshEngine hasty = other.engine(RefreshEngine.Options.USUAL.callTime(Duration.ofSeconds(seconds)));
                ConnectionId asked = other.connect(connector, vendor, 0).id();
                ApiException failure = catchThrowableOfType(
                        ApiException.class, () -> hasty.tokens().atLeast(asked, MINUTE));
                assertThat(failure.code()).isEqualTo(ErrorCode.TOKEN_UNAVAILABLE);
                id = asked;
            }

            assertThat(other.stored(id).connection().lastError()).isEqualTo("the answer was not complete in time");
            hold.release();
        }
    }

    @Test
    void tellsWhatCannotBeRefreshed() {
        ConnectionId unknown = new ConnectionId("user-" + UUID.randomUUID(), connector);
        ConnectionId revoked = connected(0);
        bed.change(revoked, "status = 'revoked', sealed_tokens = null");

        assertThat(failure(unknown, MINUTE).code()).isEqualTo(ErrorCode.CONNECTION_NOT_FOUND);
        assertThat(failure(revoked, MINUTE).code()).isEqualTo(ErrorCode.RECONNECT_REQUIRED);
        vendor.answerAlways(VendorAnswer.nothing());
        assertThat(vendor.tokenCalls()).isZero();
    }
}
