package dev.gatehouse.access;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ids that were revoked since tokens began to be remembered. Thread-safe. */
final class RevokedTokenIds {
    /** Beyond that it is cheaper to forget every remembered token than to keep the ids. */
    private static final int MAX_COUNT = 100_000;

    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    /** Returns false where it is full, and everything remembered must be forgotten. */
    boolean add(String id) {
        if (ids.size() >= MAX_COUNT) {
            return false;
        }
        ids.add(id);
        return true;
    }

    boolean containsAny(List<String> some) {
        if (ids.isEmpty()) {
            return false;
        }
        for (String id : some) {
            if (ids.contains(id)) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        ids.clear();
    }
}
