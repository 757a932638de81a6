package dev.gatehouse.vault.connect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Values that open something: 256 random bits, handed out once, kept as their SHA-256. Immutable. */
record RandomValue(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static RandomValue generate() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return new RandomValue(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What is kept of it. */
    byte[] hash() {
        return sha256(text);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RandomValue[hidden]";
    }
}
