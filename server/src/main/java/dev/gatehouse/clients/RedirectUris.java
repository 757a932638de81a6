package dev.gatehouse.clients;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Which redirect URIs can be registered (RFC 6749 section 3.1.2, RFC 8252, RFC 9700 section 2.1). */
final class RedirectUris {
    private static final int MAX_LENGTH = 2048;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private RedirectUris() {}

    /**
     * What is wrong with the URI, in words; empty when nothing is.
     *
     * @param isNative whether the client is an application on a device, which may have a scheme of its own
     */
    static Optional<String> problem(String text, boolean isNative) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URI");
        }
        if (text.length() > MAX_LENGTH || !text.chars().allMatch(character -> character > 0x20 && character < 0x7F)) {
            return Optional.of("is not printable ASCII of at most " + MAX_LENGTH + " characters");
        }
        if (!uri.isAbsolute()) {
            return Optional.of("is not absolute; it starts with its scheme");
        }
        if (text.indexOf('#') >= 0) {
            return Optional.of("has a fragment; send it without");
        }
        return switch (uri.getScheme()) {
            case "https" -> hostProblem(uri);
            case "http" ->
                LOOPBACK.contains(String.valueOf(uri.getHost()))
                        ? hostProblem(uri)
                        : Optional.of("uses http, which only reaches 127.0.0.1, [::1] or localhost; send https");
            default -> privateUseProblem(uri, isNative);
        };
    }

    private static Optional<String> hostProblem(URI uri) {
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return Optional.of("names no host");
        }
        return uri.getRawUserInfo() == null ? Optional.empty() : Optional.of("names a user; send it without");
    }

    /** RFC 8252 section 7.1: a scheme of a native application is a domain name in reverse order. */
    private static Optional<String> privateUseProblem(URI uri, boolean isNative) {
        if (!isNative) {
            return Optional.of("has the scheme " + uri.getScheme()
                    + "; send https, or http to a loopback address, or register a mobile client");
        }
        boolean reverseDomain = uri.getScheme().matches("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");
        return reverseDomain
                ? Optional.empty()
                : Optional.of("has the scheme " + uri.getScheme()
                        + "; send a domain of yours in reverse order such as org.example.app");
    }
}
