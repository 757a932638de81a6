package dev.gatehouse.vault.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.vendor.VendorHold;
import dev.gatehouse.testing.vendor.VendorSimulator;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refreshed ahead of time, unasked. */
class SweepTest {
    private VendorSimulator vendor;
    private RefreshBed bed;

    @BeforeEach
    void start() {
        vendor = VendorSimulator.start();
        bed = new RefreshBed();
        bed.engine(RefreshEngine.Options.USUAL.sweeping());
        bed.connector("vendor", vendor);
    }

    @AfterEach
    void stop() {
        vendor.close();
        bed.close();
    }

    private List<ConnectionId> connections(String connector, VendorSimulator at, int count) {
        List<ConnectionId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(bed.connect(connector, at, 300).id());
        }
        return ids;
    }

    private void awaitRefreshed(List<ConnectionId> ids) {
        await().untilAsserted(() -> assertThat(ids)
                .allSatisfy(id ->
                        assertThat(bed.stored(id).connection().tokenVersion()).isEqualTo(2)));
    }

    @Test
    void refreshesWhatIsDueAndNothingElse() {
        List<ConnectionId> due = connections("vendor", vendor, 20);
        ConnectionId notYet = connections("vendor", vendor, 1).getFirst();
        bed.change(notYet, "refresh_due = now() + interval '10 minutes'");

        due.forEach(bed::due);

        awaitRefreshed(due);
        assertThat(bed.stored(notYet).connection().tokenVersion()).isEqualTo(1);
        assertThat(bed.stored(due.getFirst()).connection().refreshDue())
                .isAfter(bed.stored(due.getFirst()).connection().refreshed().plusSeconds(60));
        assertThat(vendor.tokenCalls()).isEqualTo(20);
    }

    @Test
    void s19_twoProcessesThatSweepCallTheVendorOnceForEach() {
        bed.engine(RefreshEngine.Options.USUAL.sweeping());
        List<ConnectionId> due = connections("vendor", vendor, 200);

        bed.change("refresh_due = now()");

        awaitRefreshed(due);
        assertThat(vendor.tokenCalls()).isEqualTo(200);
        assertThat(vendor.grants().reuses()).isZero();
    }

    @Test
    void aSlowVendorKeepsNobodyWaiting() {
        try (VendorSimulator slow = VendorSimulator.start()) {
            bed.connector("slow", slow);
            VendorHold hold = slow.holdAll();
            connections("slow", slow, 100).forEach(bed::due);
            hold.awaitCall();
            List<ConnectionId> others = connections("vendor", vendor, 50);

            others.forEach(bed::due);

            awaitRefreshed(others);
            assertThat(slow.mostInFlight()).isLessThanOrEqualTo(12);
            hold.release();
        }
    }

    @Test
    void asksOneVendorABoundedNumberOfTimesAtOnce() {
        VendorHold hold = vendor.holdAll();
        List<ConnectionId> due = connections("vendor", vendor, 60);

        bed.change("refresh_due = now()");
        await().untilAsserted(() -> assertThat(vendor.mostInFlight()).isEqualTo(12));
        hold.release();

        awaitRefreshed(due);
        assertThat(vendor.mostInFlight()).isEqualTo(12);
    }

    @Test
    void findsDeadGrantsBeforeAnybodyAsks() {
        ConnectionId id = connections("vendor", vendor, 1).getFirst();
        vendor.grants().revoke(bed.stored(id).secrets().refreshToken());

        bed.due(id);

        await().until(() -> bed.stored(id).connection().status() == ConnectionStatus.RECONNECT_REQUIRED);
        assertThat(bed.stored(id).secrets()).as("the row is kept").isNotNull();
    }
}
