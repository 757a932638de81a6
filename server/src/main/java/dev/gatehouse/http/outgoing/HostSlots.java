package dev.gatehouse.http.outgoing;

import java.util.HashMap;
import java.util.Map;

/** Bounds the calls in flight, to each host and in all, so that a slow host does not take them all. Thread-safe. */
public final class HostSlots {
    private final int perHost;
    private final Map<String, Integer> used = new HashMap<>();
    private int left;

    public HostSlots(int perHost, int inAll) {
        this.perHost = perHost;
        this.left = inAll;
    }

    /** Takes what is free for the host, up to that many; how many that are. */
    public synchronized int take(String host, int most) {
        int inUse = used.getOrDefault(host, 0);
        int taken = Math.min(Math.min(most, left), perHost - inUse);
        if (taken <= 0) {
            return 0;
        }
        used.put(host, inUse + taken);
        left -= taken;
        return taken;
    }

    public synchronized void giveBack(String host, int slots) {
        left += slots;
        used.computeIfPresent(host, (_, inUse) -> inUse == slots ? null : inUse - slots);
    }
}
