package dev.gatehouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One run: where its servers live, what is asked for, and the rows so far. Used by one thread. */
final class Bench {
    private final Workspace workspace;
    private final Set<String> wanted;
    private final List<Row> rows = new ArrayList<>();

    /** @param wanted the rows asked for; empty for all */
    Bench(Workspace workspace, Set<String> wanted) {
        this.workspace = workspace;
        this.wanted = wanted;
    }

    Workspace workspace() {
        return workspace;
    }

    boolean wants(String name) {
        return wanted.isEmpty() || wanted.contains(name);
    }

    boolean wantsAll() {
        return wanted.isEmpty();
    }

    boolean wantsAny(List<String> names) {
        return names.stream().anyMatch(this::wants);
    }

    void add(Row row) {
        rows.add(row);
        System.out.println(row.markdown());
    }

    /** Whether a row is asked for and not there yet. */
    boolean isMissing(String name) {
        return wants(name) && rows.stream().noneMatch(row -> row.scenario().equals(name));
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }
}
