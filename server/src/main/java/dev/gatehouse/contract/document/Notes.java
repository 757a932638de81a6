package dev.gatehouse.contract.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what the importer should know, without repetition and up to a bound. Not thread-safe. */
public final class Notes {
    private static final int MAX_COUNT = 100;

    private final Set<String> notes = new LinkedHashSet<>();
    private int dropped;

    /** Adds a sentence. */
    public void add(String note) {
        if (notes.size() < MAX_COUNT) {
            notes.add(note);
        } else {
            dropped++;
        }
    }

    /** The sentences in the order in which they came. */
    public List<String> list() {
        List<String> all = new ArrayList<>(notes);
        if (dropped > 0) {
            all.add("There are %,d more notes of this kind.".formatted(dropped));
        }
        return all;
    }
}
