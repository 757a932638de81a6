package dev.gatehouse.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Where requests come from, for those who count them. Stateless. */
public final class RemoteNetwork {
    private RemoteNetwork() {}

    /**
     * The address; of IPv6 the first half, since one household or machine can have all that begin alike.
     *
     * @param address as a request tells it
     */
    public static String of(String address) {
        String literal = address.replaceFirst("%.*$", "");
        if (literal.indexOf(':') < 0) {
            return literal;
        }
        try {
            // No name has a colon, so nobody is asked for one.
            InetAddress parsed = InetAddress.getByName(literal);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return literal;
        }
    }
}
