package dev.gatehouse.oauth.signin;

import dev.gatehouse.oauth.clientauth.FailedAttempts;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind a proxy that is named in the settings, guesses count for the address that it forwards. */
class ForwardedAddressTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static Answer guess(TestServer server, TestServer.Registered client, String address) {
        return server.open()
                .withBasic(client.clientId(), "wrong")
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials",
                        "Content-Type",
                        FORM,
                        "X-Forwarded-For",
                        address);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 401", "10.0.0.0/8, 429"})
    void s30_othersOfTheSameProxyAreNotHeldUp(String trusted, int status) {
        try (TestServer server = TestServer.start(Map.of("GATEHOUSE_TRUSTED_PROXIES", trusted))) {
            TestServer.Registered client = server.newClient("admin", "a");
            for (int i = 0; i < FailedAttempts.OF_CLIENT_AT_ADDRESS; i++) {
                guess(server, client, "6.6.6." + i + ", 203.0.113.9").expect(401);
            }

            guess(server, client, "203.0.113.9").expect(429);
            guess(server, client, "203.0.113.10").expect(status);
        }
    }
}
