package dev.gatehouse.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.oauth.WebClient;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What clients have stored for people who may never come is bounded, by client and by address. */
class StoredRequestsTest {
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final TestServer SERVER = TestServer.start(Map.of());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static WebClient client(String type) {
        return WebClient.register(SERVER, type, List.of("authorization_code", DEVICE), "orders.r");
    }

    private static Answer begin(WebClient client) {
        return client.post("/oauth2/device_authorization", Map.of("scope", "orders.r"));
    }

    private static Answer push(WebClient client) {
        return client.post("/oauth2/par", client.request());
    }

    private static void expectLater(Answer answer, int most) {
        assertThat(answer.expect(429).json().get("error").asString()).isEqualTo("slow_down");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, most);
    }

    private static void fill(String statement, WebClient client) {
        SERVER.jdbi()
                .useHandle(handle -> handle.createUpdate(statement)
                        .bind("client", client.id())
                        .bind("rows", WaitingRowStore.MAX_OF_CLIENT)
                        .execute());
    }

    @Test
    void aClientHasABoundedNumberOfPushedRequests() {
        WebClient client = client("confidential");
        fill("""
                insert into pushed_request (request_hash, client_id, parameters, expires)
                select decode(md5('pushed' || i), 'hex'), :client, '', now() + interval '50 seconds'
                  from generate_series(1, :rows) i
                """, client);

        expectLater(push(client), 50);
        push(client("confidential")).expect(201);
        SERVER.jdbi()
                .useHandle(handle ->
                        handle.execute("update pushed_request set expires = now() where client_id = ?", client.id()));
        push(client).expect(201);
    }

    @Test
    void aClientHasABoundedNumberOfDevicesThatWait() {
        WebClient client = client("confidential");
        fill("""
                insert into device_authorization (device_hash, user_code_hash, device_id, client_id, scope, refresh,
                       poll_interval, next_poll, expires)
                select decode(md5('device' || i), 'hex'), decode(md5('user' || i), 'hex'), '', :client, '', false, 5, now(),
                       now() + interval '500 seconds'
                  from generate_series(1, :rows) i
                """, client);

        expectLater(begin(client), 500);
        begin(client("confidential")).expect(200);
    }

    @Test
    void anAddressHasABoundedNumberInTheNameOfPublicClients() {
        WebClient one = client("public");
        WebClient other = client("public");
        for (int i = 0; i < AddressBudget.MAX_BEGUN / 2; i++) {
            begin(one).expect(200);
            begin(other).expect(200);
        }

        expectLater(begin(one), 600);
        expectLater(begin(other), 600);
        push(one).expect(201);
        begin(client("confidential")).expect(200);
    }

    @Test
    void aBudgetIsOfANetworkAndForATime() {
        AtomicLong nanos = new AtomicLong();
        AddressBudget budget = new AddressBudget(Duration.ofSeconds(60), nanos::get);
        for (int i = 0; i < AddressBudget.MAX_BEGUN; i++) {
            budget.spend("2001:db8::" + Integer.toHexString(i));
        }

        assertThatThrownBy(() -> budget.spend("2001:db8:0:0:ffff::1%eth0")).isInstanceOf(ApiException.class);
        budget.spend("2001:db8:0:1::1");
        budget.spend("192.0.2.1");
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        budget.spend("2001:db8::1");
    }
}
