package dev.gatehouse.keys;

/**
 * A column that the master key encrypts, in a table with a key of one column; the identity of each value is the table's name,
 * a slash and the row's key. Immutable; its names become SQL and are constants of ours.
 */
public record WrappedColumn(String table, String column, String key) {
    String identity(String rowKey) {
        return table + "/" + rowKey;
    }
}
