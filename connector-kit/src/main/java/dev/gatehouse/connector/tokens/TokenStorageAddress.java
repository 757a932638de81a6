package dev.gatehouse.connector.tokens;

import dev.gatehouse.client.call.ClientCredentials;
import dev.gatehouse.client.call.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the token storage is, and what the connector shows it. The text form shows no secret.
 *
 * @param base its URL without credentials and without a slash at the end
 * @param client whom the connector calls as, by the URL's user information
 */
public record TokenStorageAddress(String base, Optional<ClientCredentials> client) {
    private static final String PATH = "/token-storage";

    /**
     * Reads a URL such as {@code http://CLIENT_ID:CLIENT_SECRET@host:6883/token-storage}; user information is
     * percent-decoded (RFC 3986 section 3.2.1).
     *
     * @throws IllegalArgumentException saying what is wrong, without repeating it
     */
    public static TokenStorageAddress parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceFirst("/+$", ""));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL; percent-encode special characters of the client secret");
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("is not an http or https URL with a host and without a query");
        }
        if (!uri.getPath().endsWith(PATH)) {
            throw new IllegalArgumentException("does not end with " + PATH);
        }
        String authority = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return new TokenStorageAddress(
                uri.getScheme() + "://" + authority + uri.getRawPath(),
                Optional.ofNullable(uri.getRawUserInfo()).map(TokenStorageAddress::client));
    }

    private static ClientCredentials client(String userInfo) {
        String[] pair = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8)
                .split(":", 2);
        return new ClientCredentials(pair[0], Secret.of(pair.length == 1 ? "" : pair[1]));
    }

    /** The URL of the listener it is a part of. */
    URI admin() {
        return URI.create(base.substring(0, base.length() - PATH.length()));
    }

    @Override
    public String toString() {
        return base;
    }
}
