package dev.gatehouse.vault.refresh;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.testing.vendor.VendorSimulator;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One vendor and its connections, and the engine that refreshes them when a caller asks. */
abstract class OnDemandBed {
    static final Duration MINUTE = Duration.ofMinutes(1);

    final String connector = "vendor-" + UUID.randomUUID();
    final VendorSimulator vendor = VendorSimulator.start();

    /** The bed of the class, whose tests may run beside those of another one. */
    abstract RefreshBed bed();

    abstract RefreshEngine engine();

    @BeforeEach
    void register() {
        bed().connector(connector, vendor);
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    ConnectionId connected(int seconds) {
        return bed().connect(connector, vendor, seconds).id();
    }

    /** The events of what refreshing did to the connection. */
    List<String> told(ConnectionId id) {
        return engine().jdbi()
                .withHandle(handle -> handle.createQuery("""
                        select event_type || ' ' || coalesce(reason, 'null') from connection_event
                         where user_id = :userId and event_type <> 'connection.connected' order by event_id
                        """)
                        .bindMethods(id)
                        .mapTo(String.class)
                        .list());
    }

    ApiException failure(ConnectionId id, Duration validity) {
        return catchThrowableOfType(ApiException.class, () -> engine().tokens().atLeast(id, validity));
    }

    static String accessToken(ConnectionStore.Opened opened) {
        return opened.secrets().accessToken();
    }
}
