package dev.gatehouse.http.netty.gate;

import java.net.InetAddress;

/** Which connections must begin with a header of the PROXY protocol. On all others such a header is no HTTP. */
@FunctionalInterface
public interface HeaderDue {
    /**
     * @param port of the listener
     * @param peer the other end of the connection
     */
    boolean on(int port, InetAddress peer);
}
