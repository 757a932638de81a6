package dev.gatehouse.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Good tokens, and until when Gatehouse need not be asked about them. Thread-safe. */
final class TokenMemory {
    private static final int MAX_TOKENS = 10_000;

    private final Cache<String, Remembered> tokens =
            Caffeine.newBuilder().maximumSize(MAX_TOKENS).build();
    private final AtomicLong changes = new AtomicLong();
    private volatile boolean hearing;

    /**
     * A good token.
     *
     * @param by with which keys and resource it was found to be good
     * @param good with what counts of its scopes
     * @param confirmed until when what counts of it is known; the epoch where Gatehouse was not asked yet
     */
    record Remembered(TokenCheck by, TokenCheck.Outcome.Good good, Instant confirmed) {}

    @Nullable
    Remembered get(String bearer) {
        return tokens.getIfPresent(bearer);
    }

    /** How many changes were heard; what is asked about after that is not older than they are. */
    long changes() {
        return changes.get();
    }

    /** Whether every change is heard at present. */
    boolean isHearing() {
        return hearing;
    }

    /** @param asOf the changes that had been heard when Gatehouse was asked; after others, it is not kept */
    void put(String bearer, Remembered token, long asOf) {
        tokens.put(bearer, token);
        if (changes.get() != asOf) {
            tokens.invalidate(bearer);
        }
    }

    /** What tokens rest on has changed. */
    void changed(String key) {
        changes.incrementAndGet();
        tokens.asMap().values().removeIf(token -> token.good().restsOn().contains(key));
    }

    /** Changes are heard, or are not, from now on; before, some may have been missed. */
    void hears(boolean now) {
        hearing = now;
        forget();
    }

    /** Everything has to be asked about again. */
    void forget() {
        changes.incrementAndGet();
        tokens.invalidateAll();
    }
}
