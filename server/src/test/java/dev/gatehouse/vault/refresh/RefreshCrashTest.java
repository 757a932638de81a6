package dev.gatehouse.vault.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.testing.vendor.VendorHold;
import dev.gatehouse.testing.vendor.VendorSimulator;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStatus;
import dev.gatehouse.vault.connection.ConnectionStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that is killed, or stopped for longer than its lease, at each step of a refresh. */
class RefreshCrashTest {
    private static final String LEASE_IS_OVER = "lease_until = now() - interval '1 second', refresh_due = now()";
    private static final String PATIENCE_IS_OVER =
            "lease_until = now() - interval '3 minutes', expires = now() - interval '1 second'";

    private static RefreshBed bed;
    private static RefreshEngine survivor;

    private final String connector = "vendor-" + UUID.randomUUID();
    private final VendorSimulator vendor = VendorSimulator.start();
    private RefreshProcess process;
    private ConnectionId id;

    @BeforeAll
    static void startSurvivor() {
        bed = new RefreshBed();
        survivor = bed.engine(RefreshEngine.Options.USUAL);
    }

    @AfterAll
    static void stopSurvivor() {
        bed.close();
    }

    @BeforeEach
    void start() throws Exception {
        bed.connector(connector, vendor);
        id = bed.connect(connector, vendor, 3600).id();
        process = RefreshProcess.start(bed);
    }

    @AfterEach
    void stop() {
        process.close();
        vendor.close();
    }

    private Connection stored() {
        return bed.stored(id).connection();
    }

    private void awaitNewTokens() {
        await().until(() -> stored().tokenVersion() == 2);
    }

    private boolean holdsWorkingTokens() {
        return vendor.grants().isCurrent(bed.stored(id).secrets().refreshToken());
    }

    private ApiException failure(RefreshEngine engine) {
        return catchThrowableOfType(ApiException.class, () -> engine.tokens().refreshed(id));
    }

    /** The process refreshes, as far as the vendor lets it. */
    private VendorHold refreshUntil(VendorHold hold) throws Exception {
        process.refresh(id);
        hold.awaitCall();
        return hold;
    }

    /** The process does not hear the answer, and its lease is over. */
    private void killBefore(VendorHold answer) throws Exception {
        process.kill();
        answer.release();
        awaitGone();
        bed.change(id, LEASE_IS_OVER);
    }

    /** The lease of a killed process goes when the database notices that its connection is closed. */
    private void awaitGone() {
        await().until(() -> survivor.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        select pg_try_advisory_xact_lock(hashtextextended(lease_owner::text, 0))
                          from connection where user_id = :userId and connector = :connector
                        """)
                        .bindMethods(id)
                        .mapTo(Boolean.class)
                        .one()));
    }

    @Test
    void s19_killedBeforeTheVendorRedeems_nothingIsLost() throws Exception {
        VendorHold hold = refreshUntil(vendor.holdNextRequest());

        process.kill();
        assertThat(stored().statusAt(Instant.now())).isEqualTo(ConnectionStatus.REFRESHING);
        awaitGone();
        bed.change(id, LEASE_IS_OVER);
        survivor.tokens().refreshed(id);

        assertThat(holdsWorkingTokens()).isTrue();
        assertThat(vendor.grants().reuses()).isZero();
        hold.release();
    }

    @Test
    void s19_killedBeforeTheAnswer_aReusableTokenGoesOn() throws Exception {
        vendor.endpoints().rotates(false);
        VendorHold hold = refreshUntil(vendor.holdNextAnswer());

        killBefore(hold);
        survivor.tokens().refreshed(id);

        assertThat(holdsWorkingTokens()).isTrue();
        assertThat(stored().status()).isEqualTo(ConnectionStatus.CONNECTED);
    }

    @Test
    void s19_killedBeforeTheAnswer_theLossOfASingleUseTokenIsSaid() throws Exception {
        VendorHold hold = refreshUntil(vendor.holdNextAnswer());

        killBefore(hold);

        assertThat(failure(survivor).code()).isEqualTo(ErrorCode.RECONNECT_REQUIRED);
        assertThat(stored().status()).isEqualTo(ConnectionStatus.RECONNECT_REQUIRED);
        assertThat(survivor.tokens()
                        .atLeast(id, Duration.ofMinutes(1))
                        .secrets()
                        .accessToken())
                .as("the access token is kept as long as it lives")
                .isNotNull();
    }

    @Test
    void s19_killedWhileWriting_nothingIsHalfWritten() throws Exception {
        VendorHold hold = refreshUntil(vendor.holdNextAnswer());
        survivor.jdbi().useTransaction(handle -> {
            ConnectionStore.Opened before =
                    new ConnectionStore(survivor.encryption()).lock(handle, id).orElseThrow();
            hold.release();
            awaitBlockedWriter();
            kill();
            assertThat(before.connection().tokenVersion()).isEqualTo(1);
        });

        assertThat(stored().tokenVersion()).isEqualTo(1);
        assertThat(bed.stored(id).secrets().refreshToken()).isNotNull();
    }

    private void awaitBlockedWriter() throws SQLException {
        await().until(() -> survivor.jdbi()
                        .withHandle(handle ->
                                handle.createQuery("""
                        select count(*) from pg_stat_activity
                         where datname = current_database() and wait_event_type = 'Lock'
                        """).mapTo(Integer.class).one())
                > 0);
    }

    private void kill() {
        try {
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void s19_killedAfterWriting_theNewTokensAreThere() throws Exception {
        process.refresh(id);
        awaitNewTokens();

        process.kill();

        assertThat(holdsWorkingTokens()).isTrue();
        survivor.tokens().refreshed(id);
        assertThat(vendor.grants().reuses()).isZero();
    }

    @Test
    void s19_stoppedPastItsLease_theAnswerInItsHandsIsKept() throws Exception {
        VendorHold hold = refreshUntil(vendor.holdNextAnswer());
        RefreshEngine impatient = bed.engine(RefreshEngine.Options.USUAL.callTime(Duration.ofSeconds(1)));

        process.stop();
        hold.release();
        bed.change(id, "lease_until = now() - interval '1 second'");
        assertThat(failure(impatient).code())
                .as("nobody redeems again what may be redeemed")
                .isEqualTo(ErrorCode.TOKEN_UNAVAILABLE);
        process.goOn();

        awaitNewTokens();
        assertThat(holdsWorkingTokens()).isTrue();
        assertThat(vendor.grants().reuses()).isZero();
        assertThat(vendor.tokenCalls()).isEqualTo(1);
    }

    @Test
    void s19_stoppedWhileWriting_theNewTokensAreWrittenLater() throws Exception {
        VendorHold hold = refreshUntil(vendor.holdNextAnswer());
        survivor.jdbi().useTransaction(handle -> {
            new ConnectionStore(survivor.encryption()).lock(handle, id).orElseThrow();
            RefreshBed.change(handle, id, LEASE_IS_OVER);
            hold.release();
            awaitBlockedWriter();
            process.stop();
        });
        process.goOn();

        awaitNewTokens();
        assertThat(holdsWorkingTokens()).isTrue();
    }

    @Test
    void s19_stoppedForTooLong_whatCameLateReplacesNothing() throws Exception {
        vendor.endpoints().rotates(false);
        VendorHold hold = refreshUntil(vendor.holdNextAnswer());

        process.stop();
        bed.change(id, PATIENCE_IS_OVER);
        String others = survivor.tokens().refreshed(id).secrets().accessToken();
        hold.release();
        process.goOn();
        String next = bed.connect(connector, vendor, 3600).id().userId();
        process.refresh(new ConnectionId(next, connector));

        await().until(() ->
                bed.stored(new ConnectionId(next, connector)).connection().tokenVersion() == 2);
        assertThat(bed.stored(id).secrets().accessToken()).isEqualTo(others);
        assertThat(stored().tokenVersion()).isEqualTo(2);
        assertThat(stored().status()).isEqualTo(ConnectionStatus.CONNECTED);
    }
}
