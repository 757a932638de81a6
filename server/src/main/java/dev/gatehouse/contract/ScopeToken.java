package dev.gatehouse.contract;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The characters a scope may have (RFC 6749, section 3.3). */
final class ScopeToken {
    private ScopeToken() {}

    static boolean isValid(String scope) {
        return !scope.isEmpty() && scope.chars().allMatch(ScopeToken::isAllowed);
    }

    /** The text as a part of a scope: each byte of its UTF-8 form that is not allowed becomes {@code %XX}. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isAllowed(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isAllowed(int character) {
        return character == 0x21
                || (character >= 0x23 && character <= 0x5B)
                || (character >= 0x5D && character <= 0x7E);
    }
}
