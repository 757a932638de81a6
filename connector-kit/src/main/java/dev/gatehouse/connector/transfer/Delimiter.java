package dev.gatehouse.connector.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What separates the parts of a form; found by the algorithm of Horspool. Immutable. */
final class Delimiter {
    private final byte[] bytes;
    private final int[] shift = new int[256];

    Delimiter(String boundary) {
        bytes = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(shift, bytes.length);
        for (int i = 0; i < bytes.length - 1; i++) {
            shift[bytes[i] & 0xff] = bytes.length - 1 - i;
        }
    }

    int length() {
        return bytes.length;
    }

    /** Where it begins, or -1. */
    int find(byte[] text, int from, int to) {
        int last = bytes.length - 1;
        for (int at = from; at + last < to; at += shift[text[at + last] & 0xff]) {
            if (text[at + last] == bytes[last] && Arrays.equals(text, at, at + last, bytes, 0, last)) {
                return at;
            }
        }
        return -1;
    }
}
