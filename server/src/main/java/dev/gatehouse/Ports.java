package dev.gatehouse;

import dev.gatehouse.config.Settings;
import dev.gatehouse.config.StartupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The ports of both doors, known before anything is opened: the issuer depends on them, and a port in use should be told
 * before a database is started.
 */
record Ports(int admin, int open) {
    /** @throws StartupException when a port is in use or its address is not this machine's */
    static Ports choose(Settings.Door admin, Settings.Door open) {
        try (ServerSocket adminSocket = bind("admin", admin);
                ServerSocket openSocket = bind("public", open)) {
            return new Ports(adminSocket.getLocalPort(), openSocket.getLocalPort());
        } catch (IOException e) {
            throw new StartupException("A port that was just bound cannot be released: " + e.getMessage());
        }
    }

    private static ServerSocket bind(String name, Settings.Door door) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(door.bind()), door.port()));
            return socket;
        } catch (IOException e) {
            throw new StartupException("The " + name + " door cannot listen on " + door.bind() + ":" + door.port()
                    + ": " + e.getMessage() + "; set GATEHOUSE_" + name.toUpperCase(java.util.Locale.ROOT)
                    + "_PORT to a free port");
        }
    }
}
