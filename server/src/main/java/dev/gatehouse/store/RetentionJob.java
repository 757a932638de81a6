package dev.gatehouse.store;

import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes rows whose time has passed, in batches that are short transactions and skip what another
 * process is removing. The database's own clock says what that is. Thread-safe.
 */
public final class RetentionJob {
    private static final int BATCH = 1000;

    /** So that one run ends even where rows expire as fast as they are removed. */
    private static final int MAX_BATCHES = 1000;

    private final Jdbi jdbi;
    private final List<Table> tables;

    /**
     * A table with a time that decides, and an index on it.
     *
     * @param name of our own, never of a request
     * @param column with the time
     * @param condition in SQL: which of the rows; the index is on those
     * @param kept how long these stay after that
     */
    public record Table(String name, String column, String condition, Duration kept) {
        /** A table whose rows all go by their time. */
        public Table(String name, String column, Duration kept) {
            this(name, column, "true", kept);
        }

        /** A table whose rows expire at the time in their column {@code expires}. */
        public Table(String name, Duration kept) {
            this(name, "expires", kept);
        }
    }

    public RetentionJob(Jdbi jdbi, List<Table> tables) {
        this.jdbi = jdbi;
        this.tables = List.copyOf(tables);
    }

    /** Removes what has expired; returns how many rows that were. */
    public int remove() {
        return tables.stream().mapToInt(this::remove).sum();
    }

    private int remove(Table table) {
        int removed = 0;
        for (int i = 0; i < MAX_BATCHES; i++) {
            int batch = removeBatch(table);
            removed += batch;
            if (batch < BATCH) {
                break;
            }
        }
        return removed;
    }

    private int removeBatch(Table table) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from <table> where ctid in (
                            select ctid from <table> where <condition> and <column> < now() - :kept
                             order by <column> limit :batch for update skip locked)
                        """)
                .define("table", table.name())
                .define("column", table.column())
                .define("condition", table.condition())
                .bind("kept", table.kept())
                .bind("batch", BATCH)
                .execute());
    }
}
