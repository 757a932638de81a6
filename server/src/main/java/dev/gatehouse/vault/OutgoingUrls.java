package dev.gatehouse.vault;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which URLs of third parties we call, as far as a URL tells: https, and no address that leads into a private network.
 * What a name resolves to is looked at when it is called, with {@link #mayCall}. Immutable.
 *
 * @param allowLoopbackHttp whether plain http to this machine is allowed, for development and tests
 */
public record OutgoingUrls(boolean allowLoopbackHttp) {
    private static final int LONGEST = 2048;

    /** Names that stand for this machine (RFC 6761 section 6.3). */
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "localhost.");

    /** What keeps the URL from being called, as a phrase that follows its name, or empty where nothing does. */
    public Optional<String> problem(String url) {
        if (url.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        try {
            return problem(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL");
        }
    }

    private Optional<String> problem(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getScheme() == null) {
            return Optional.of("is not a URL with a scheme and a host");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("holds credentials");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("has a fragment");
        }
        String name = host.toLowerCase(Locale.ROOT);
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> hostProblem(name);
            case "http" -> plainProblem(name);
            default -> Optional.of("has a scheme other than https");
        };
    }

    private Optional<String> plainProblem(String host) {
        return allowLoopbackHttp && isLoopback(host)
                ? Optional.empty()
                : Optional.of("has a scheme other than https"
                        + (allowLoopbackHttp ? "; http is allowed to this machine only" : ""));
    }

    private Optional<String> hostProblem(String host) {
        if (isLoopback(host)) {
            return allowLoopbackHttp ? Optional.empty() : Optional.of("leads to this machine");
        }
        return literals(host).allMatch(this::mayCall) ? Optional.empty() : Optional.of("leads into a private network");
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK_NAMES.contains(host)
                || host.endsWith(".localhost")
                || literals(host).anyMatch(InetAddress::isLoopbackAddress);
    }

    /**
     * The addresses that the host may be taken for, without asking anybody; none for a name. Forms such as 0x7f.1, 0177.0.0.1
     * or 2130706433 are another address to some resolvers than to others.
     */
    private static Stream<InetAddress> literals(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return Stream.<Function<String, InetAddress>>of(InetAddress::ofLiteral, Inet4Address::ofPosixLiteral)
                .flatMap(reading -> read(reading, bare));
    }

    private static Stream<InetAddress> read(Function<String, InetAddress> reading, String host) {
        try {
            return Stream.of(reading.apply(host));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /**
     * Whether an address may be called that a name was resolved to: none of this machine (unless that is allowed), of a
     * private network, link-local (cloud metadata services live there), multicast, or reserved.
     */
    public boolean mayCall(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return allowLoopbackHttp;
        }
        if (address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return address instanceof Inet6Address v6 ? mayCall(v6.getAddress()) : mayCallV4(address.getAddress());
    }

    /** IPv6 (RFC 6890): global unicast only, and of what carries an IPv4 address inside, only what we would call. */
    private boolean mayCall(byte[] v6) {
        int first = v6[0] & 0xFF;
        int second = v6[1] & 0xFF;
        boolean nat64 = first == 0x00 && second == 0x64 && (v6[2] & 0xFF) == 0xFF && (v6[3] & 0xFF) == 0x9B;
        if (nat64) {
            return mayCallInner(v6, 12);
        }
        if (first == 0x20 && second == 0x02) { // 6to4
            return mayCallInner(v6, 2);
        }
        boolean teredoOrDocumentation = first == 0x20
                && second == 0x01
                && ((v6[2] == 0 && v6[3] == 0) || ((v6[2] & 0xFF) == 0x0D && (v6[3] & 0xFF) == 0xB8));
        return (first & 0xE0) == 0x20 && !teredoOrDocumentation;
    }

    private boolean mayCallInner(byte[] v6, int offset) {
        try {
            byte[] inner = {v6[offset], v6[offset + 1], v6[offset + 2], v6[offset + 3]};
            return mayCall(InetAddress.getByAddress(inner)) && inner[0] != 127;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** The special-purpose networks of RFC 6890 that the platform has no name for. */
    private static boolean mayCallV4(byte[] v4) {
        int first = v4[0] & 0xFF;
        int second = v4[1] & 0xFF;
        int third = v4[2] & 0xFF;
        boolean shared = first == 100 && (second & 0xC0) == 64;
        boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean benchmarks = first == 198 && (second & 0xFE) == 18;
        boolean documentation =
                (first == 198 && second == 51 && third == 100) || (first == 203 && second == 0 && third == 113);
        return first != 0 && first < 224 && !shared && !protocols && !benchmarks && !documentation;
    }
}
