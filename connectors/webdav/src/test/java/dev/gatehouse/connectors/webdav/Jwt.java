package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.Credential;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens that {@link Apache} takes. */
final class Jwt {
    static final String SECRET = "a-secret-of-tests-that-is-long-enough-for-hs256";

    private Jwt() {}

    static Credential.BearerToken of(String user, Duration life) {
        long now = Instant.now().getEpochSecond();
        String signed = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + encoded("{\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}".formatted(user, now, now + life.toSeconds()));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new Credential.BearerToken(
                    signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
