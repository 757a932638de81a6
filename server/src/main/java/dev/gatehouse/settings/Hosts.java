package dev.gatehouse.settings;

import java.net.InetAddress;
import java.util.Set;

/** Turns an address to listen on into a host to put in a URL. */
final class Hosts {
    /** What the name stands for everywhere; 127.0.0.2, though a loopback address, is not reached by it. */
    private static final Set<InetAddress> LOCALHOST =
            Set.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    private Hosts() {}

    /** {@code localhost} where that reaches the address, else the address itself, in brackets if it is IPv6. */
    static String toReach(String bind) {
        if (bind.equals("localhost")) {
            return bind;
        }
        InetAddress address = InetAddress.ofLiteral(bind);
        if (address.isAnyLocalAddress() || LOCALHOST.contains(address)) {
            return "localhost";
        }
        String literal = address.getHostAddress();
        return literal.contains(":") ? "[" + literal + "]" : literal;
    }
}
