package dev.gatehouse.http.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where calls may go: by https to addresses of the public internet. Immutable and thread-safe.
 *
 * @param loopbackHttp whether http and https to this machine are allowed too, for development and tests
 * @param network whether they may go anywhere in the operator's own network, also by http
 */
public record OutgoingRules(boolean loopbackHttp, boolean network) {
    /** For URLs that the operator gave: no caller chooses where they lead. */
    public static final OutgoingRules OPERATORS = new OutgoingRules(true, true);

    private static final int MAX_URL = 2048;

    public OutgoingRules(boolean loopbackHttp) {
        this(loopbackHttp, false);
    }

    /** What is wrong with the URL itself, before any look-up; empty for one that may be tried. */
    public Optional<String> objectionTo(URI url) {
        if (url.getScheme() == null || url.getHost() == null || url.toString().length() > MAX_URL) {
            return Optional.of("it is not an absolute URL with a host");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("it holds a user or a fragment");
        }
        return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> literal(url).filter(address -> !allows(address)).map(_ -> "its address is not public");
            case "http" -> network || isLoopback(url) ? Optional.empty() : Optional.of("it is not https");
            default -> Optional.of("it is not https");
        };
    }

    /** Whether a connection to this address is allowed. */
    public boolean allows(InetAddress address) {
        return network || loopbackHttp && address.isLoopbackAddress() || AddressRules.isPublic(address);
    }

    private boolean isLoopback(URI url) {
        boolean named = url.getHost().equalsIgnoreCase("localhost");
        return loopbackHttp
                && (named || literal(url).filter(InetAddress::isLoopbackAddress).isPresent());
    }

    /** The address a URL holds in place of a name. */
    static Optional<InetAddress> literal(URI url) {
        String host = url.getHost();
        try {
            boolean bracketed = host.startsWith("[");
            return Optional.of(InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
