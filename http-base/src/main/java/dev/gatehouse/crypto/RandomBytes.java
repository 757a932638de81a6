package dev.gatehouse.crypto;

import java.security.SecureRandom;

/** Random bits nobody can foretell. Thread-safe. */
public final class RandomBytes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomBytes() {}

    public static byte[] of(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** A number from 0 up to, and without, the bound. */
    static int below(int bound) {
        return RANDOM.nextInt(bound);
    }
}
