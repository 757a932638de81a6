package dev.gatehouse.client.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An OAuth client's id and secret. */
public record ClientCredentials(String clientId, Secret clientSecret) {
    /** The value of the field Authorization, as they stand (RFC 7617). */
    String basic() {
        return basic(clientId, clientSecret.reveal());
    }

    /** The same for the token endpoint and what goes with it: both are form-encoded first (RFC 6749 section 2.3.1). */
    String formEncodedBasic() {
        return basic(encoded(clientId), encoded(clientSecret.reveal()));
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
