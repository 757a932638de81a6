package dev.gatehouse.connector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.settings.ConnectorSetting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What an operator reads where a connector cannot listen. */
class ConnectorStartTest {
    private static void refuses(Connector connector, String beginning) {
        assertThatThrownBy(connector::start)
                .isInstanceOf(ConnectorStartException.class)
                .hasMessageStartingWith("port-test cannot listen on " + beginning)
                .message()
                .hasLineCount(1);
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            refuses(
                    TestConnectors.open(new StorageStub() {}).with(ConnectorSetting.PORT, port),
                    "127.0.0.1:" + port + ": ");
        }
    }

    /** Java reads this as 127.0.0.1; the listener takes it for a name, and finds none. */
    @Test
    void anAddressThatOnlyTheListenerDoesNotKnowIsSaidInOneLine() {
        refuses(
                TestConnectors.open(new StorageStub() {}).with(ConnectorSetting.BIND, "127.1"),
                "127.1:0: The connector listener cannot listen on 127.1:");
    }
}
