package dev.gatehouse.http.netty;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds out before a listener is opened whether its port is free, and which one it gets where any will do: its servers, one
 * for each event loop, have to be told the same. Stateless.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final int ATTEMPTS = 50;

    private FreePort() {}

    /**
     * A socket on the port, to be closed before the listener is opened.
     *
     * @param port 0 for any that is free
     * @throws IOException when the port is in use or the address is not this machine's
     */
    public static ServerSocket bind(InetAddress address, int port) throws IOException {
        return port == 0 ? bindAny(address) : bindThis(address, port);
    }

    /** Below those that systems give to outgoing calls: until the listener opens, the port is nobody's. */
    private static ServerSocket bindAny(InetAddress address) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return bindThis(address, ThreadLocalRandom.current().nextInt(FIRST, END));
            } catch (BindException inUse) {
                // another one may be free
            }
        }
        return bindThis(address, 0);
    }

    private static ServerSocket bindThis(InetAddress address, int port) throws IOException {
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
