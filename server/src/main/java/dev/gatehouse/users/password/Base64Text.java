package dev.gatehouse.users.password;

import java.util.Base64;
import java.util.Optional;

/** Base64 as hashes are written with it: with padding or without, and in alphabets of their own. Stateless. */
final class Base64Text {
    private static final String STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String BCRYPT = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Base64Text() {}

    /** The standard alphabet, or passlib's with a dot in place of the plus; empty for any other text. */
    static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.replace('.', '+').replaceFirst("=+$", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The alphabet of bcrypt, where every character is one of it. */
    static Optional<byte[]> decodeBcrypt(String text) {
        StringBuilder standard = new StringBuilder(text.length());
        text.chars().forEach(character -> standard.append(STANDARD.charAt(BCRYPT.indexOf(character))));
        return decode(standard.toString());
    }
}
