package dev.gatehouse.vault.encryption;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a ciphertext is bound to: table, column and the key of its row. It can be opened there only, so that nobody who
 * can write to the database can move it to another row. Immutable.
 *
 * @param row the values of the row's primary key
 */
public record EncryptionContext(String table, String column, List<String> row) {
    /** The database keeps no text with a NUL, so parts that are joined by it cannot be confused. */
    private static final String SEPARATOR = "\0";

    public EncryptionContext {
        row = List.copyOf(row);
    }

    public EncryptionContext(String table, String column, String... row) {
        this(table, column, List.of(row));
    }

    byte[] associatedData() {
        String text = table + SEPARATOR + column + SEPARATOR + String.join(SEPARATOR, row);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
