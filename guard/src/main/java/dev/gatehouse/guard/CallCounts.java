package dev.gatehouse.guard;

import dev.gatehouse.client.usage.CountedCalls;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.GuardedEndpoint;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts what was decided here until it is reported; what finds no place is not counted. Thread-safe. */
final class CallCounts {
    private static final int MAX_KEYS = 10_000;

    private final Map<Key, Count> counted = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile boolean stopped;

    CallCounts(Clock clock) {
        this.clock = clock;
    }

    private record Key(String endpoint, String clientId, LocalDate day) {}

    private record Count(long calls, long refused, @Nullable Instant lastUsed) {
        Count plus(Count more) {
            return new Count(
                    calls + more.calls, refused + more.refused, more.lastUsed == null ? lastUsed : more.lastUsed);
        }
    }

    /**
     * Counts for all endpoints that a call counts for. Preflights are no calls.
     *
     * @param clientId whose call is refused; empty without a valid token
     */
    void count(Finding finding, Verdict verdict, String clientId) {
        List<GuardedEndpoint> endpoints = finding instanceof Finding.Found found ? found.counted() : List.of();
        if (verdict instanceof Verdict.Passed passed) {
            endpoints.forEach(
                    endpoint -> passed(endpoint.name(), passed.caller().clientId()));
        } else if (endpoints.isEmpty()) {
            refused("", clientId);
        } else {
            endpoints.forEach(endpoint -> refused(endpoint.name(), clientId));
        }
    }

    /** @param clientId empty without a valid token */
    private void passed(String endpoint, String clientId) {
        Instant now = clock.instant();
        add(key(endpoint, clientId, now), new Count(1, 0, now));
    }

    /** @param endpoint empty where it is for none that is registered */
    private void refused(String endpoint, String clientId) {
        add(key(endpoint, clientId, clock.instant()), new Count(0, 1, null));
    }

    private static Key key(String endpoint, String clientId, Instant now) {
        return new Key(endpoint, clientId, now.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private void add(Key key, Count more) {
        if (!stopped && (counted.size() < MAX_KEYS || counted.containsKey(key))) {
            counted.merge(key, more, Count::plus);
        }
    }

    /** Takes some of what was counted. */
    List<CountedCalls> take(int most) {
        List<CountedCalls> taken = new ArrayList<>();
        for (Key key : counted.keySet()) {
            if (taken.size() >= most) {
                break;
            }
            Count count = counted.remove(key);
            if (count != null) {
                taken.add(new CountedCalls(
                        key.endpoint(), key.clientId(), key.day(), count.calls(), count.refused(), count.lastUsed()));
            }
        }
        return taken;
    }

    /** What could not be reported is to be reported later. */
    void putBack(List<CountedCalls> taken) {
        taken.forEach(each -> add(
                new Key(each.endpoint(), each.clientId(), each.day()),
                new Count(each.calls(), each.refused(), each.lastUsed())));
    }

    /** Nobody takes reports. */
    void stop() {
        stopped = true;
        counted.clear();
    }

    boolean isStopped() {
        return stopped;
    }
}
