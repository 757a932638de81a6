package dev.gatehouse.oauth;

import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes rows whose column {@code expires} has passed, in batches that are short transactions and skip what another
 * process is removing. Thread-safe.
 */
final class ExpiredRows {
    private static final int BATCH = 1000;

    /** So that one run ends even where rows expire as fast as they are removed. */
    private static final int MOST_BATCHES = 1000;

    private final Jdbi jdbi;
    private final Clock clock;
    private final List<Table> tables;

    /**
     * A table with an index on its column {@code expires}.
     *
     * @param name of our own, never of a request
     * @param kept how long its rows stay after they expired
     */
    record Table(String name, Duration kept) {}

    ExpiredRows(Jdbi jdbi, Clock clock, List<Table> tables) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.tables = List.copyOf(tables);
    }

    /** Removes what has expired; returns how many rows that were. */
    int remove() {
        Instant now = Times.now(clock);
        return tables.stream()
                .mapToInt(table -> remove(table.name(), now.minus(table.kept())))
                .sum();
    }

    private int remove(String table, Instant before) {
        int removed = 0;
        for (int i = 0; i < MOST_BATCHES; i++) {
            int batch = removeBatch(table, before);
            removed += batch;
            if (batch < BATCH) {
                break;
            }
        }
        return removed;
    }

    private int removeBatch(String table, Instant before) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from <table> where ctid in (
                            select ctid from <table> where expires < :before
                             order by expires limit :batch for update skip locked)
                        """)
                .define("table", table)
                .bind("before", before)
                .bind("batch", BATCH)
                .execute());
    }
}
