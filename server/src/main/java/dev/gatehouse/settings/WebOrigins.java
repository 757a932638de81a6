package dev.gatehouse.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads origins of web pages (RFC 6454), separated by commas, in the one form that browsers send (section 6.2 there). */
final class WebOrigins {
    /** An IPv6 address in brackets, or an IPv4 address or name in ASCII; all lower case. */
    private static final Pattern FORM = Pattern.compile("https?://(?:\\[[0-9a-f:]+]|[a-z0-9._-]+)(?::[1-9][0-9]*)?");

    private WebOrigins() {}

    /** Nothing where one of them is not exactly as a browser writes it: it would never match. */
    static Optional<Set<String>> parse(String text) {
        Set<String> origins = new LinkedHashSet<>();
        Arrays.stream(text.split(",", -1)).map(String::strip).forEach(origins::add);
        return origins.stream().allMatch(WebOrigins::isOrigin) ? Optional.of(origins) : Optional.empty();
    }

    private static boolean isOrigin(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        try {
            URI origin = new URI(text);
            int usual = origin.getScheme().equals("https") ? 443 : 80;
            return origin.getHost() != null && origin.getPort() != usual && origin.getPort() <= 65_535;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
