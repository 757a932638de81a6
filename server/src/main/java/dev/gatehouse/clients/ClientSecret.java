package dev.gatehouse.clients;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A generated client secret of 256 random bits, shown once and kept as its SHA-256: guessing it is hopeless, so a slow
 * hash would only slow the token endpoint down. Immutable.
 */
public final class ClientSecret {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    public ClientSecret(String value) {
        this.value = value;
    }

    public static ClientSecret generate() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return new ClientSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** The secret itself, to be shown once. */
    public String reveal() {
        return value;
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Compared in constant time. */
    public boolean matches(byte[] hash) {
        return MessageDigest.isEqual(hash, hash());
    }

    @Override
    public String toString() {
        return "ClientSecret[hidden]";
    }
}
