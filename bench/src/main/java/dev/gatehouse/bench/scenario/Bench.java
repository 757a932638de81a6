package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.process.Workspace;
import dev.gatehouse.bench.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One run: where its servers live, what is asked for, and the rows so far. Used by one thread. */
public final class Bench {
    private final Workspace workspace;
    private final Set<String> wanted;
    private final List<Row> rows = new ArrayList<>();

    /** @param wanted the rows asked for; empty for all */
    public Bench(Workspace workspace, Set<String> wanted) {
        this.workspace = workspace;
        this.wanted = wanted;
    }

    public Workspace workspace() {
        return workspace;
    }

    boolean wants(String name) {
        return wanted.isEmpty() || wanted.contains(name);
    }

    public boolean wantsAll() {
        return wanted.isEmpty();
    }

    public boolean wantsAny(List<String> names) {
        return names.stream().anyMatch(this::wants);
    }

    public void add(Row row) {
        rows.add(row);
        System.out.println(row.markdown());
    }

    /** Whether a row is asked for and not there yet. */
    public boolean isMissing(String name) {
        return wants(name) && rows.stream().noneMatch(row -> row.scenario().equals(name));
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }
}
