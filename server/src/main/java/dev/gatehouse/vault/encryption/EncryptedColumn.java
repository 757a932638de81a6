package dev.gatehouse.vault.encryption;

import java.util.List;

/**
 * A column of ciphertexts, in a table whose {@code key_id} follows it and has an index. Immutable; its names become SQL
 * and are constants of ours.
 *
 * @param row the columns of the primary key, all of them text
 */
public record EncryptedColumn(String table, String column, List<String> row) {
    public EncryptedColumn {
        row = List.copyOf(row);
    }

    EncryptionContext context(List<String> rowKey) {
        return new EncryptionContext(table, column, rowKey);
    }
}
