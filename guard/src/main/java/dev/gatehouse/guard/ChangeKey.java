package dev.gatehouse.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * How a change that tokens rest on names what changed to those who have such a token, and to nobody else: the SHA-256 of its kind, a
 * colon and its id, in Base64 for URLs. Stateless.
 */
final class ChangeKey {
    /** A client, by its id: {@code client_id} of tokens. */
    static final String CLIENT = "client";

    /** A user, by their id: {@code sub} of tokens. */
    static final String USER = "user";

    /** A token that was revoked, or what it came from: {@code jti} and {@code origins} of tokens. */
    static final String TOKEN = "token";

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private ChangeKey() {}

    /** @param kind one of the three */
    static String of(String kind, String id) {
        try {
            byte[] named = (kind + ":" + id).getBytes(StandardCharsets.UTF_8);
            return TEXT.encodeToString(MessageDigest.getInstance("SHA-256").digest(named));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
