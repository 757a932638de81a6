package dev.gatehouse.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of the internet as texts. Stateless; nobody is ever asked for a name. */
public final class IpAddress {
    /** Of IPv6, with an IPv4 address at its end. */
    private static final int MAX_LENGTH = 45;

    /** Four numbers that are too large would be taken for a name. */
    private static final Pattern VERSION_4 =
            Pattern.compile("(?:BYTE\\.){3}BYTE".replace("BYTE", "(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)"));

    /** Also with an IPv4 address at its end. */
    private static final Pattern VERSION_6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private IpAddress() {}

    /** The address, without brackets and zone; empty for anything else. */
    public static Optional<InetAddress> parse(String text) {
        if (text.length() > MAX_LENGTH
                || !VERSION_4.matcher(text).matches()
                        && !VERSION_6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /**
     * Where requests from an address come from, for those who count them: of IPv6 the first half, since one household or
     * machine can have all that begin alike.
     *
     * @param address as a request tells it
     */
    public static String network(String address) {
        String literal = address.replaceFirst("%.*$", "");
        return parse(literal).map(IpAddress::network).orElse(literal);
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8))
                : address.getHostAddress();
    }
}
