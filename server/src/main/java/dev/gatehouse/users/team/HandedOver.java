package dev.gatehouse.users.team;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a handover did.
 *
 * @param moved how many got the new owner, by kind: {@code clients}, {@code services} and {@code teams}
 */
record HandedOver(String from, String to, SortedMap<String, Integer> moved) {
    static HandedOver of(String from, String to, Map<String, Integer> moved) {
        return new HandedOver(from, to, new TreeMap<>(moved));
    }
}
