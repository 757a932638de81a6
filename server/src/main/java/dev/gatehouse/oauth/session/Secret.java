package dev.gatehouse.oauth.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random values that open something: shown once, kept as their SHA-256. Immutable. */
public final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** A new one of 256 random bits. */
    public static Secret generate() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** A new text of so many characters of an alphabet. */
    public static Secret generate(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return new Secret(text.toString());
    }

    /** The value itself, to be handed to whom it is for. */
    public String reveal() {
        return value;
    }

    /** What is kept of it. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
