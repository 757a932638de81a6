package dev.gatehouse.vault.webhook;

import dev.gatehouse.api.Json;
import dev.gatehouse.crypto.RandomBytes;
import dev.gatehouse.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's messages are signed with (Standard Webhooks, symmetric). Immutable; its text form shows nothing.
 *
 * @param previous the secret before this one, while it still signs too; or null
 */
public record WebhookSecrets(String current, @Nullable String previous) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    /** A new secret of 256 random bits. */
    public static WebhookSecrets generate() {
        return new WebhookSecrets(PREFIX + Base64.getEncoder().encodeToString(RandomBytes.of(BYTES)), null);
    }

    /** A new secret, which this one accompanies for a while. */
    public WebhookSecrets rotated() {
        return new WebhookSecrets(generate().current(), current);
    }

    /** This one alone. */
    WebhookSecrets withoutPrevious() {
        return new WebhookSecrets(current, null);
    }

    /** The value of {@code webhook-signature}: a signature by each secret, separated by spaces. */
    public String sign(String messageId, Instant at, String body) {
        String signed = messageId + "." + at.getEpochSecond() + "." + body;
        return Stream.of(current, previous)
                .filter(secret -> secret != null)
                .map(secret -> "v1," + signature(secret, signed))
                .collect(Collectors.joining(" "));
    }

    private static String signature(String secret, String signed) {
        byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        return Base64.getEncoder().encodeToString(Sha256.hmac(key, signed.getBytes(StandardCharsets.UTF_8)));
    }

    byte[] bytes() {
        return Json.bytes(this);
    }

    static WebhookSecrets of(byte[] bytes) {
        return Json.read(new String(bytes, StandardCharsets.UTF_8), WebhookSecrets.class);
    }

    @Override
    public String toString() {
        return "WebhookSecrets[hidden]";
    }
}
