package dev.gatehouse.keys;

/**
 * A column that the master key encrypts, in a table with a key of one column; the identity of each value is the table's name,
 * a slash and the row's key. Immutable; its names become SQL and are constants of ours.
 */
public record WrappedColumn(String table, String column, String key) {
    String select() {
        return "select " + key + "::text as row_key, " + column + " as wrapped from " + table + " for update";
    }

    String update() {
        return "update " + table + " set " + column + " = :wrapped where " + key + "::text = :rowKey";
    }

    String identity(String rowKey) {
        return table + "/" + rowKey;
    }
}
