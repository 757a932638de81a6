package dev.gatehouse.vault.connect;

import dev.gatehouse.vault.connector.Connector;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An authorize URL as connectors register it: plain, with a query of its own, with the question mark percent-encoded, or
 * with the whole query percent-encoded, and perhaps with members inside that belong to a single request. Immutable.
 *
 * @param base without the query
 * @param members of the query, decoded, in order
 */
public record AuthorizeRequest(String base, Map<String, String> members) {
    private static final String ENCODED_QUESTION_MARK = "%3[Ff]";

    /** Members that are ours to say. */
    private static final List<String> OURS =
            List.of("response_type", "client_id", "state", "code_challenge", "code_challenge_method", "response_mode");

    /** @param connector an OAuth 2 service's: only a login service has no such URL */
    public static AuthorizeRequest of(Connector connector) {
        return parse(Objects.requireNonNull(connector.authorizeUrl(), "a login service authorizes nobody"));
    }

    static AuthorizeRequest parse(String registered) {
        String[] parts = registered.split(registered.contains("?") ? "\\?" : ENCODED_QUESTION_MARK, 2);
        String query = parts.length < 2 ? "" : parts[1];
        Map<String, String> members = new LinkedHashMap<>();
        for (String member : plain(query).split("&")) {
            String[] pair = member.split("=", 2);
            if (!member.isEmpty()) {
                members.putIfAbsent(decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1]));
            }
        }
        return new AuthorizeRequest(parts[0], members);
    }

    /** A query without any equals sign in it is one that was encoded as a whole. */
    private static String plain(String query) {
        return query.contains("=") ? query : decoded(query);
    }

    /** The redirect URI that stands in the registered URL. */
    public Optional<String> redirectUri() {
        return Optional.ofNullable(members.get("redirect_uri")).filter(uri -> !uri.isEmpty());
    }

    /** The same URL for one request: what is said here stands in it once, whatever was registered. */
    public AuthorizeRequest with(Map<String, String> request) {
        Map<String, String> all = new LinkedHashMap<>(members);
        OURS.forEach(all::remove);
        request.keySet().forEach(all::remove);
        all.putAll(request);
        return new AuthorizeRequest(base, all);
    }

    public URI uri() {
        List<String> pairs = new ArrayList<>();
        members.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
        return URI.create(pairs.isEmpty() ? base : base + "?" + String.join("&", pairs));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
