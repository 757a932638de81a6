package dev.gatehouse.app;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.http.netty.FreePort;
import dev.gatehouse.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The ports of both listeners, known before anything is opened: the issuer depends on them, and a port in use should be told
 * before a database is started.
 */
record Ports(int admin, int open) {
    /** @throws StartupException when a port is in use or its address is not this machine's */
    static Ports choose(Settings.Listener admin, Settings.Listener open) {
        try (ServerSocket adminSocket = bind("admin", admin);
                ServerSocket openSocket = bind("public", open)) {
            return new Ports(adminSocket.getLocalPort(), openSocket.getLocalPort());
        } catch (IOException e) {
            throw new StartupException("A port that was just bound cannot be released: " + e.getMessage());
        }
    }

    private static ServerSocket bind(String name, Settings.Listener listener) {
        try {
            return FreePort.bind(InetAddress.getByName(listener.bind()), listener.port());
        } catch (IOException e) {
            throw new StartupException(
                    "The " + name + " listener cannot listen on " + listener.bind() + ":" + listener.port()
                            + ": " + e.getMessage() + "; set GATEHOUSE_" + name.toUpperCase(java.util.Locale.ROOT)
                            + "_PORT to a free port");
        }
    }
}
