package dev.gatehouse.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The URIs below an issuer, each of which stands for a service (RFC 8707): {@code <issuer>/<service id>}, the id
 * percent-encoded. Compared are scheme, host, port and the segments of paths, never the beginning of a text. Immutable.
 */
public final class IssuerUris {
    private final String issuer;
    private final URI parsed;
    private final List<String> segments;

    /** @param issuer http or https, without a slash at its end */
    public IssuerUris(String issuer) {
        this.issuer = issuer;
        this.parsed = URI.create(issuer);
        this.segments = segments(parsed);
    }

    /** The URI that stands for a service. */
    public String ofService(String serviceId) {
        return issuer + "/" + PathSegment.of(serviceId);
    }

    /** Whether it is the issuer itself (RFC 3986 section 6.2.3), with or without a slash at the end. */
    public boolean isIssuer(String uri) {
        return parsed(uri).filter(this::covers).filter(IssuerUris::isPlain).map(IssuerUris::segments).stream()
                .anyMatch(all -> all.size() == segments.size()
                        || (all.size() == segments.size() + 1 && all.getLast().isEmpty()));
    }

    /** Whether it is nothing but scheme, host, port and path. */
    private static boolean isPlain(URI uri) {
        return uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
    }

    /** Whether it is the issuer or below it, whoever answers there. */
    public boolean covers(String uri) {
        return parsed(uri).filter(this::covers).isPresent();
    }

    /** The service that the URI stands for; empty for the issuer, for what is deeper below it, and for strangers. */
    public Optional<String> serviceId(String uri) {
        return parsed(uri)
                .filter(this::covers)
                .filter(IssuerUris::isPlain)
                .map(IssuerUris::segments)
                .filter(all ->
                        all.size() == segments.size() + 1 && !all.getLast().isEmpty())
                .flatMap(all -> decoded(all.getLast()));
    }

    private boolean covers(URI uri) {
        List<String> all = segments(uri);
        return sameOrigin(uri)
                && all.size() >= segments.size()
                && all.subList(0, segments.size()).equals(segments);
    }

    private boolean sameOrigin(URI uri) {
        return uri.getHost() != null
                && uri.getScheme().equalsIgnoreCase(parsed.getScheme())
                && uri.getHost().equalsIgnoreCase(parsed.getHost())
                && port(uri) == port(parsed);
    }

    private static int port(URI uri) {
        boolean secure = uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
        return uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    }

    private static List<String> segments(URI uri) {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() || path.equals("/")
                ? List.of()
                : Arrays.asList(path.substring(1).split("/", -1));
    }

    private static Optional<URI> parsed(String uri) {
        try {
            return Optional.of(new URI(uri)).filter(each -> each.getScheme() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> decoded(String segment) {
        try {
            return Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .filter(id -> id.chars().noneMatch(Character::isISOControl));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
