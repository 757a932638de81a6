package dev.gatehouse.client.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An OAuth client's id and secret. */
public record ClientCredentials(String clientId, Secret clientSecret) {
    /** The value of the field Authorization; both are form-encoded first (RFC 6749 section 2.3.1). */
    String basic() {
        String pair = encoded(clientId) + ":" + encoded(clientSecret.reveal());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
