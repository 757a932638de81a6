package dev.gatehouse.decision.content;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a request is for; a token has to be good for each. Immutable.
 *
 * @param endpoints the names of endpoints, never none
 * @param further what the contract asks for besides, by its place such as {@code Account.email}: sets of scopes of which a
 *     token must cover one, where an empty one is covered by every valid token
 */
public record Requested(SortedSet<String> endpoints, Map<String, List<Set<String>>> further) {
    public Requested {
        endpoints = Collections.unmodifiableSortedSet(new TreeSet<>(endpoints));
        further = Collections.unmodifiableMap(new TreeMap<>(further));
    }
}
