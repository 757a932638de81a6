package dev.gatehouse.http.outgoing;

import dev.gatehouse.http.syntax.AddressBlock;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are somebody else's on the public internet: not this machine's, its neighbours', those of a cloud's
 * metadata, nor any that stands for one of these in another form. From the IANA special-purpose address registries.
 * Immutable and thread-safe.
 */
final class AddressRules {
    private static final List<AddressBlock> REFUSED = AddressBlock.all(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by a carrier; some clouds' metadata
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local; clouds' metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "168.63.129.16/32", // a cloud's platform service behind a public address
            "2001::/23", // protocol assignments, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which holds an IPv4 address
            "3fff::/20"); // documentation

    /** Everything in use on the public internet; leaves out loopback, link-local, unique local, mapped, multicast. */
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3");

    /** What an IPv6-only network calls the IPv4 internet (RFC 6052); the last four bytes are the IPv4 address. */
    private static final AddressBlock TRANSLATED = AddressBlock.of("64:ff9b::/96");

    private AddressRules() {}

    /** Whether the address is one of the public internet. */
    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return isNotRefused(address);
        }
        return TRANSLATED.contains(address)
                ? isNotRefused(embedded(address))
                : GLOBAL_UNICAST.contains(address) && isNotRefused(address);
    }

    private static boolean isNotRefused(InetAddress address) {
        return REFUSED.stream().noneMatch(block -> block.contains(address));
    }

    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        return AddressBlock.address(Arrays.copyOfRange(bytes, 12, 16));
    }
}
