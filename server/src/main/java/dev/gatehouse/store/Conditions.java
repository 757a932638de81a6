package dev.gatehouse.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a filter, only those that are asked for: one that may or may not apply would keep the database from
 * walking along an index. Not thread-safe; for one statement.
 */
public final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * Asks for this where there is a value.
     *
     * @param condition SQL that names the value, as in {@code user_id = :userId}
     * @param value null for no condition
     */
    public Conditions and(String condition, String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        conditions.add(condition);
        return with(name, value);
    }

    /** One more value that a condition names. */
    public Conditions with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** The where clause with a space before it; empty where nothing is asked for. */
    public String clause() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /** Binds what the conditions name. */
    public <S extends SqlStatement<S>> S bind(S statement) {
        return statement.bindMap(values);
    }
}
