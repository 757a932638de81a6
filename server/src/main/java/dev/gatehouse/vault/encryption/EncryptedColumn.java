package dev.gatehouse.vault.encryption;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    /** Some rows under that key that nobody else is working on. */
    String select() {
        return "select " + String.join(", ", row) + ", " + column + " from " + table
                + " where key_id = :keyId limit :most for update skip locked";
    }

    String update() {
        String key = IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) + " = :row" + i)
                .collect(Collectors.joining(" and "));
        return "update " + table + " set " + column + " = :sealed where " + key;
    }

    String count() {
        return "select count(*) from " + table + " where key_id = :keyId";
    }

    EncryptionContext place(List<String> rowKey) {
        return new EncryptionContext(table, column, rowKey);
    }
}
