package dev.gatehouse.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Comparisons whose time tells nothing of where two values differ. Stateless. */
public final class ConstantTime {
    private ConstantTime() {}

    /** Null equals null alone. */
    public static boolean equal(byte[] left, byte[] right) {
        return MessageDigest.isEqual(left, right);
    }

    public static boolean equal(String left, String right) {
        return equal(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
