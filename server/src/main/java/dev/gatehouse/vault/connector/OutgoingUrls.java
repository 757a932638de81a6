package dev.gatehouse.vault.connector;

import dev.gatehouse.http.outgoing.OutgoingRules;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
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
    private static final int MAX_LENGTH = 2048;

    /** Names that stand for this machine (RFC 6761 section 6.3). */
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "localhost.");

    /** What keeps the URL from being called, as a phrase that follows its name, or empty where nothing does. */
    public Optional<String> problem(String url) {
        if (url.length() > MAX_LENGTH) {
            return Optional.of("is longer than " + MAX_LENGTH + " characters");
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
        return new OutgoingRules(allowLoopbackHttp).allows(address);
    }
}
