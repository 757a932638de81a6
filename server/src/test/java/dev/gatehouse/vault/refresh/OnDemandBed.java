package dev.gatehouse.vault.refresh;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.testing.vendor.VendorSimulator;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** One vendor and its connections, and the engine that refreshes them when a caller asks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one database a class, whose tests run beside those of the other
abstract class OnDemandBed {
    static final Duration MINUTE = Duration.ofMinutes(1);

    RefreshBed bed;
    RefreshEngine engine;
    String connector;
    VendorSimulator vendor;

    @BeforeAll
    void start() {
        bed = new RefreshBed();
        engine = bed.engine(RefreshEngine.Options.USUAL);
    }

    @AfterAll
    void stop() {
        bed.close();
    }

    @BeforeEach
    void register() {
        connector = "vendor-" + UUID.randomUUID();
        vendor = VendorSimulator.start();
        bed.connector(connector, vendor);
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    ConnectionId connected(int seconds) {
        return bed.connect(connector, vendor, seconds).id();
    }

    /** The events of what refreshing did to the connection. */
    List<String> told(ConnectionId id) {
        return engine.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        select event_type || ' ' || coalesce(reason, 'null') from connection_event
                         where user_id = :userId and event_type <> 'connection.connected' order by event_id
                        """)
                        .bindMethods(id)
                        .mapTo(String.class)
                        .list());
    }

    ApiException failure(ConnectionId id, Duration validity) {
        return catchThrowableOfType(ApiException.class, () -> engine.tokens().atLeast(id, validity));
    }

    static String accessToken(ConnectionStore.Opened opened) {
        return opened.secrets().accessToken();
    }
}
