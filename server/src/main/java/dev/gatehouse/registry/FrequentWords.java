package dev.gatehouse.registry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * The words that many services have, as the database's statistics know them: asked for once a minute, and none where the
 * database has not yet counted. Thread-safe.
 */
final class FrequentWords {
    /** The part of all services from which on looking at one after the other soon fills a page. */
    private static final double FREQUENT = 0.005;

    private static final long LIFETIME_NANOS = 60_000_000_000L;

    private final ServiceSearchStore store = new ServiceSearchStore();

    private volatile Counted counted = new Counted(new TreeMap<>(), System.nanoTime() - LIFETIME_NANOS);

    /** @param frequencies of the most common words, as parts of all services */
    private record Counted(TreeMap<String, Double> frequencies, long at) {}

    /** Those of the words that few services have; none where that is not known. */
    List<SearchWord> rare(Handle handle, List<SearchWord> words) {
        TreeMap<String, Double> frequencies = frequencies(handle);
        return frequencies.isEmpty()
                ? List.of()
                : words.stream()
                        .filter(word -> frequency(frequencies, word) < FREQUENT)
                        .toList();
    }

    private static double frequency(TreeMap<String, Double> frequencies, SearchWord word) {
        if (!word.isBeginning()) {
            return frequencies.getOrDefault(word.text(), 0.0);
        }
        double sum = 0;
        for (Map.Entry<String, Double> longer : frequencies.tailMap(word.text()).entrySet()) {
            if (!longer.getKey().startsWith(word.text())) {
                break;
            }
            sum += longer.getValue();
        }
        return sum;
    }

    private TreeMap<String, Double> frequencies(Handle handle) {
        Counted known = counted;
        if (System.nanoTime() - known.at() >= LIFETIME_NANOS) {
            known = new Counted(new TreeMap<>(store.frequencies(handle)), System.nanoTime());
            counted = known;
        }
        return known.frequencies();
    }
}
