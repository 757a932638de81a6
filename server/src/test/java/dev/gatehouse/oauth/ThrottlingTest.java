package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.TokenFixture.form;
import static dev.gatehouse.oauth.TokenFixture.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.GeneralException;
import dev.gatehouse.oauth.clientauth.FailedAttempts;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Failed client authentications are slowed down. */
class ThrottlingTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FailedAttempts attempts = new FailedAttempts(nanos::get);

    private void fail(int times, String clientId, String address) {
        for (int i = 0; i < times; i++) {
            attempts.failed(clientId, address);
        }
    }

    private void refuses(String clientId, String address) {
        assertThatThrownBy(() -> attempts.check(clientId, address)).isInstanceOf(GeneralException.class);
    }

    private void admits(String clientId, String address) {
        assertThatCode(() -> attempts.check(clientId, address)).doesNotThrowAnyException();
    }

    @Test
    void s8_guessesAtAClientFromOneAddressAreSlowedDown() {
        TestServer server = TestServer.shared();
        TestServer.Registered client = server.newClient("admin", "a");
        TestServer.Registered wrong = new TestServer.Registered(client.clientId(), "wrong");
        for (int i = 0; i < FailedAttempts.OF_CLIENT_AT_ADDRESS; i++) {
            form(server, wrong, "/oauth2/token", "grant_type=client_credentials")
                    .expect(401);
        }

        Answer slow = form(server, wrong, "/oauth2/token", "grant_type=client_credentials")
                .expect(429);

        assertThat(member(slow, "error")).isEqualTo("slow_down");
        assertThat(slow.header("Retry-After")).isEqualTo("60");
        form(server, client, "/oauth2/token", "grant_type=client_credentials").expect(429);
        form(server, client, "/oauth2/introspect", "token=x").expect(429);
        form(server, client, "/oauth2/revoke", "token=x").expect(429);
        TestServer.Registered other = server.newClient("admin", "a");
        form(server, other, "/oauth2/token", "grant_type=client_credentials").expect(200);
    }

    @Test
    void s8_guessesAtAClientFromManyAddressesAreSlowedDown() {
        for (int i = 0; i < FailedAttempts.OF_CLIENT; i++) {
            fail(1, "client", "192.0.2." + i);
        }
        refuses("client", "198.51.100.1");
        admits("other", "198.51.100.1");
    }

    @Test
    void s8_guessesAtManyClientsFromOneAddressAreSlowedDown() {
        for (int i = 0; i < FailedAttempts.OF_ADDRESS; i++) {
            fail(1, "client-" + i, "192.0.2.1");
        }
        refuses("another", "192.0.2.1");
        admits("another", "192.0.2.2");
    }

    @Test
    void aClientIsNotLockedOutByTheFailuresOfOthers() {
        attempts.succeeded("client", "192.0.2.1");
        for (int i = 0; i < FailedAttempts.OF_ADDRESS; i++) {
            fail(1, "client-" + i, "192.0.2.1");
            fail(1, "client", "198.51.100." + i);
        }
        admits("client", "192.0.2.1");
        refuses("client", "203.0.113.1");
    }

    @Test
    void afterAMinuteItGoesOn() {
        fail(FailedAttempts.OF_CLIENT_AT_ADDRESS, "client", "192.0.2.1");
        refuses("client", "192.0.2.1");

        nanos.addAndGet(FailedAttempts.WINDOW.toNanos() + 1);

        admits("client", "192.0.2.1");
    }
}
