package dev.gatehouse.crypto;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;

/**
 * A value that opens something: shown once to whom it is for, kept as its SHA-256. Of 256 random bits guessing is hopeless,
 * so a slow hash would only slow its use down. Its text form shows nothing, so neither does that of a record it is in.
 * Immutable.
 */
public final class SecretValue {
    private final String value;

    private SecretValue(String value) {
        this.value = value;
    }

    /** What somebody presents as one. */
    public static SecretValue of(String value) {
        return new SecretValue(value);
    }

    /** A new one of 256 random bits. */
    public static SecretValue generate() {
        return new SecretValue(Base64.getUrlEncoder().withoutPadding().encodeToString(RandomBytes.of(32)));
    }

    /** A new one of so many characters of an alphabet. */
    public static SecretValue generate(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RandomBytes.below(alphabet.length())));
        }
        return new SecretValue(text.toString());
    }

    /** The value itself, to be handed to whom it is for; in JSON it stands so too. */
    @JsonValue
    public String reveal() {
        return value;
    }

    /** What is kept of it. */
    public byte[] hash() {
        return Sha256.of(value);
    }

    /** Whether this is what was kept of it; compared in constant time. */
    public boolean matches(byte[] hash) {
        return ConstantTime.equal(hash, hash());
    }

    @Override
    public String toString() {
        return "SecretValue[hidden]";
    }
}
