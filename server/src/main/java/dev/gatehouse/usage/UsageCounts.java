package dev.gatehouse.usage;

import dev.gatehouse.access.decision.DecisionCounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts decisions in memory until they are written. What does not fit is counted as lost, by the number alone. Counting is
 * thread-safe and never blocks; the rest is for one thread.
 */
public final class UsageCounts implements DecisionCounts {
    /** About 200 bytes each. */
    static final int MAX_KEYS = 100_000;

    private final ConcurrentHashMap<UsageKey, UsageCount> counted = new ConcurrentHashMap<>();
    private final Map<Dated, Pending> pending = new HashMap<>();
    private final LongAdder lost = new LongAdder();
    private final int most;

    public UsageCounts() {
        this(MAX_KEYS);
    }

    UsageCounts(int most) {
        this.most = most;
    }

    private record Dated(LocalDate day, UsageKey key) {}

    private record Pending(UsageCount count, Instant at) {
        Pending plus(Pending other) {
            return new Pending(count.plus(other.count), other.at.isAfter(at) ? other.at : at);
        }
    }

    @Override
    public void passed(String serviceId, String endpoint, String clientId) {
        add(new UsageKey(serviceId, endpoint, clientId), UsageCount.PASSED);
    }

    @Override
    public void refused(String serviceId, String endpoint, String clientId) {
        add(new UsageKey(serviceId, endpoint, clientId), UsageCount.REFUSED);
    }

    private void add(UsageKey key, UsageCount one) {
        if (counted.mappingCount() < most || counted.containsKey(key)) {
            counted.merge(key, one, UsageCount::plus);
        } else {
            lost.increment();
        }
    }

    /** Calls that found no place, since the start. */
    public long lost() {
        return lost.sum();
    }

    /**
     * Takes what was counted since the last time for calls of this moment, and adds it to what is not written yet.
     *
     * @param now by the database's clock
     */
    void take(Instant now) {
        LocalDate day = now.atOffset(ZoneOffset.UTC).toLocalDate();
        for (UsageKey key : counted.keySet()) {
            UsageCount count = counted.remove(key);
            if (count != null) {
                keep(new Dated(day, key), new Pending(count, now));
            }
        }
    }

    private void keep(Dated dated, Pending more) {
        if (pending.size() < most || pending.containsKey(dated)) {
            pending.merge(dated, more, Pending::plus);
        } else {
            lost.add(more.count().calls() + more.count().refused());
        }
    }

    /** What is not written yet, in the order in which every process writes. */
    List<UsageRow> rows() {
        return pending.entrySet().stream()
                .sorted(Map.Entry.comparingByKey((one, other) -> one.key().compareTo(other.key())))
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static UsageRow row(Dated dated, Pending pending) {
        UsageKey key = dated.key();
        return new UsageRow(
                key.serviceId(),
                key.endpoint(),
                key.clientId(),
                dated.day(),
                pending.count().calls(),
                pending.count().refused(),
                pending.count().calls() > 0 ? pending.at() : null);
    }

    /** Those are written, or never can be. */
    void forget(List<UsageRow> rows) {
        rows.forEach(row ->
                pending.remove(new Dated(row.day(), new UsageKey(row.serviceId(), row.endpoint(), row.clientId()))));
    }
}
