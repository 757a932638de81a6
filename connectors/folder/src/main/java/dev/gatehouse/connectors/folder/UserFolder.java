package dev.gatehouse.connectors.folder;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a person's folder is called. Different people have different folders, also where case does not count. */
final class UserFolder {
    private static final String AS_THEY_ARE = "abcdefghijklmnopqrstuvwxyz0123456789-_@";
    private static final int MAX_LENGTH = 200;

    private UserFolder() {}

    /** The name in characters that stand for themselves everywhere; others are percent-encoded, long names hashed. */
    static String of(String user) {
        StringBuilder name = new StringBuilder();
        for (byte each : user.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            boolean plain = AS_THEY_ARE.indexOf(character) >= 0 || (character == '.' && !name.isEmpty());
            name.append(plain ? String.valueOf(character) : String.format("%%%02X", each & 0xff));
        }
        return name.length() <= MAX_LENGTH ? name.toString() : "%" + sha256(user);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
