package dev.gatehouse.vault.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.vendor.VendorGrants;
import dev.gatehouse.testing.vendor.VendorHold;
import dev.gatehouse.testing.vendor.VendorSimulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two whole servers on one database, and a vendor that takes a refresh token once. */
class TwoServersTest {
    private static final Map<String, String> SETTINGS =
            Map.of("GATEHOUSE_ISSUER", "https://id.example.org", "GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true");
    private static final String TOKEN = "/connections/ada/port-vendor/token?min_valid=60";

    @Test
    void s19_oneVendorCallForAllCallersOfTwoServers() throws Exception {
        DatabaseAddress database = TestDatabase.create();
        try (VendorSimulator vendor = VendorSimulator.start();
                TestServer first = TestServer.start(database, TestServer.newDirectory(), SETTINGS);
                TestServer second = TestServer.start(database, first.data(), SETTINGS);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            TestServer.Registered client = first.newClient("admin", "token-storage.r", "token-storage.w");
            Api here = first.admin().withBasic(client.clientId(), client.secret());
            Api there = second.admin().withBasic(client.clientId(), client.secret());
            connect(here, vendor);
            VendorHold hold = vendor.holdNextAnswer();

            List<Future<String>> tokens = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                tokens.add(callers.submit(() -> accessToken(here)));
                tokens.add(callers.submit(() -> accessToken(there)));
            }
            hold.awaitCall();
            hold.release();

            String token = tokens.getFirst().get();
            for (Future<String> other : tokens) {
                assertThat(other.get()).isEqualTo(token);
            }
            assertThat(vendor.grants().accepts(token)).isTrue();
            assertThat(vendor.tokenCalls()).isEqualTo(1);
        }
    }

    private static String accessToken(Api api) {
        return api.get(TOKEN).expect(200).json().get("access_token").asString();
    }

    /** The access token ends before anybody's minute, yet later than the background looks at it. */
    private static void connect(Api api, VendorSimulator vendor) {
        VendorGrants.Issued tokens = vendor.grants().create();
        api.post("/token-storage/service", """
                        {"servicename":"port-vendor","authorize_url":"%s","refresh_url":"%s","client_id":"%s",
                         "client_secret":"%s","implements":["fileStorage"]}
                        """.formatted(
                                vendor.authorizeUrl(),
                                vendor.tokenUrl(),
                                VendorSimulator.CLIENT_ID,
                                VendorSimulator.CLIENT_SECRET))
                .expect(200);
        api.post("/token-storage/user", "{\"username\":\"ada\"}").expect(200);
        api.post("/token-storage/user/ada/token", """
                        {"type":"OAuth2Token","data":{"service":{"type":"OAuth2Service",
                         "data":{"servicename":"port-vendor"}},"access_token":"%s","refresh_token":"%s",
                         "expiration_date":"%s"}}
                        """.formatted(
                                tokens.accessToken(),
                                tokens.refreshToken(),
                                Instant.now().plusSeconds(50)))
                .expect(201);
    }
}
