package dev.gatehouse.store;

import dev.gatehouse.api.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Columns that hold lists. */
public final class Columns {
    private Columns() {}

    /** A column of the type {@code text[]} that is never null. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** A column of the type {@code jsonb} with lists of texts; no lists where it is null. */
    public static List<List<String>> nestedTexts(ResultSet row, String column) throws SQLException {
        String json = row.getString(column);
        return json == null ? List.of() : Json.readNestedLists(json);
    }
}
