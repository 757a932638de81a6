package dev.gatehouse.app;

import dev.gatehouse.config.Settings;
import dev.gatehouse.config.StartupException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of both doors, known before anything is opened: the issuer depends on them, and a port in use should be told
 * before a database is started.
 */
record Ports(int admin, int open) {
    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final int ATTEMPTS = 50;

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
            InetAddress address = InetAddress.getByName(door.bind());
            return door.port() == 0 ? bindAny(address) : bind(address, door.port());
        } catch (IOException e) {
            throw new StartupException("The " + name + " door cannot listen on " + door.bind() + ":" + door.port()
                    + ": " + e.getMessage() + "; set GATEHOUSE_" + name.toUpperCase(java.util.Locale.ROOT)
                    + "_PORT to a free port");
        }
    }

    /** Below those that systems give to outgoing calls: until the door opens, the port is nobody's. */
    private static ServerSocket bindAny(InetAddress address) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return bind(address, ThreadLocalRandom.current().nextInt(FIRST, END));
            } catch (BindException inUse) {
                // another one may be free
            }
        }
        return bind(address, 0);
    }

    private static ServerSocket bind(InetAddress address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
