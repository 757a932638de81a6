package dev.gatehouse.oauth.keys;

import com.nimbusds.jose.JWSAlgorithm;
import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Replaces signing keys with overlap: the next key is published before it signs, and the old one stays published until
 * the last token it signed has expired. Thread-safe; processes take turns.
 */
public final class KeyRotation {
    /** Short enough that a stolen key is not good for long, long enough that nobody notices. */
    static final Duration PERIOD = Duration.ofDays(90);

    /** Longer than those who verify tokens keep a key set. */
    static final Duration PUBLISHED_AHEAD = Duration.ofHours(24);

    /** Beyond the lifetime of tokens: for clocks that differ, and for settings that were changed. */
    private static final Duration KEPT_LONGER = Duration.ofHours(1);

    private final SigningKeyStore store;
    private final SigningKeys keys;
    private final Duration tokenLifetime;
    private final Clock clock;

    public KeyRotation(SigningKeyStore store, SigningKeys keys, Duration tokenLifetime, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.tokenLifetime = tokenLifetime;
        this.clock = clock;
    }

    /** Does what the schedule asks for now; called every now and then by each process. */
    public void keepSchedule() {
        if (!isDue(keys.all(), clock.instant())) {
            return;
        }
        store.change(handle -> {
            List<SigningKey> all = store.list(handle);
            Instant now = Times.now(clock);
            for (JWSAlgorithm algorithm : SigningKey.ALGORITHMS) {
                List<SigningKey> chain = chain(all, algorithm);
                if (needsNext(chain, now)) {
                    store.insert(handle, SigningKey.generate(algorithm, nextStart(chain, now)));
                }
                expired(chain, now).forEach(key -> store.delete(handle, key));
            }
        });
        keys.readAgain();
    }

    /**
     * Signs with other keys from now on. What the old ones signed stays valid, unless they are compromised: then they
     * are forgotten at once, and everything they signed with them.
     */
    void rotate(Caller caller, boolean compromised) {
        store.change(handle -> {
            List<SigningKey> all = store.list(handle);
            Instant now = Times.now(clock);
            for (JWSAlgorithm algorithm : SigningKey.ALGORITHMS) {
                SigningKey next = compromised
                        ? replace(handle, chain(all, algorithm), algorithm, now)
                        : advance(handle, chain(all, algorithm), algorithm, now);
                AuditStore.record(
                        handle,
                        caller,
                        "signing-key.rotate",
                        "signing-key/" + next.keyId(),
                        Map.of("algorithm", algorithm.getName(), "compromised", compromised));
            }
        });
        keys.readAgain();
    }

    private SigningKey advance(Handle handle, List<SigningKey> chain, JWSAlgorithm algorithm, Instant now) {
        SigningKey published = chain.isEmpty() ? null : chain.getFirst();
        if (published != null && !published.isActive(now)) {
            store.activate(handle, published, now);
            return published;
        }
        SigningKey next = SigningKey.generate(algorithm, now);
        store.insert(handle, next);
        return next;
    }

    private SigningKey replace(Handle handle, List<SigningKey> chain, JWSAlgorithm algorithm, Instant now) {
        chain.forEach(key -> store.delete(handle, key));
        SigningKey next = SigningKey.generate(algorithm, now);
        store.insert(handle, next);
        return next;
    }

    private boolean isDue(List<SigningKey> all, Instant now) {
        return SigningKey.ALGORITHMS.stream()
                .map(algorithm -> chain(all, algorithm))
                .anyMatch(chain -> needsNext(chain, now) || !expired(chain, now).isEmpty());
    }

    private static List<SigningKey> chain(List<SigningKey> all, JWSAlgorithm algorithm) {
        return all.stream().filter(key -> key.isFor(algorithm)).toList();
    }

    private static boolean needsNext(List<SigningKey> chain, Instant now) {
        return chain.isEmpty()
                || !now.isBefore(chain.getFirst().activeFrom().plus(PERIOD).minus(PUBLISHED_AHEAD));
    }

    private static Instant nextStart(List<SigningKey> chain, Instant now) {
        if (chain.isEmpty()) {
            return now;
        }
        Instant regular = chain.getFirst().activeFrom().plus(PERIOD);
        Instant earliest = now.plus(PUBLISHED_AHEAD);
        return regular.isBefore(earliest) ? earliest : regular;
    }

    /** Keys that signed their last token so long ago that it has expired. */
    private List<SigningKey> expired(List<SigningKey> chain, Instant now) {
        List<SigningKey> expired = new ArrayList<>();
        for (int i = 1; i < chain.size(); i++) {
            Instant replaced = chain.get(i - 1).activeFrom();
            if (replaced.plus(tokenLifetime).plus(KEPT_LONGER).isBefore(now)) {
                expired.add(chain.get(i));
            }
        }
        return expired;
    }
}
