package dev.gatehouse.connector.conformance.client;

import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986, section 2.1) of all but unreserved characters; a space becomes {@code %20}. */
public final class Percent {
    private static final String UNRESERVED = "-._~";

    private Percent() {}

    public static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append(everything(octet));
            }
        }
        return encoded.toString();
    }

    /** Also those characters that need none, as somebody does who wants to get past a check. */
    public static String encodedThroughout(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(everything(octet));
        }
        return encoded.toString();
    }

    private static String everything(byte octet) {
        return "%%%02X".formatted(octet & 0xff);
    }

    private static boolean isUnreserved(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || octet > 0 && UNRESERVED.indexOf(octet) >= 0;
    }
}
