package dev.gatehouse.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what this process alone knows, such as counts of attempts, until its time is over or room is needed. What was
 * read from rows belongs into a {@link ChangeAwareCache}. Thread-safe.
 *
 * @param <K> the key
 * @param <V> what is remembered
 */
public final class BoundedMemory<K, V> {
    private final Cache<K, V> entries;

    /** One that forgets only where room is needed. */
    public BoundedMemory(long maximumSize) {
        this.entries = Caffeine.newBuilder().maximumSize(maximumSize).build();
    }

    /**
     * One that forgets with time.
     *
     * @param timeToLive after an entry was put
     * @param nanoTime the time in nanoseconds, as {@link System#nanoTime} tells it
     */
    public BoundedMemory(long maximumSize, Duration timeToLive, LongSupplier nanoTime) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .expireAfterWrite(timeToLive)
                .ticker(nanoTime::getAsLong)
                .build();
    }

    /** What is remembered, or null; never waits. */
    public @Nullable V getIfPresent(K key) {
        return entries.getIfPresent(key);
    }

    /** What is remembered, or else made by one caller for all who ask meanwhile. */
    public V get(K key, Supplier<V> first) {
        return entries.get(key, _ -> first.get());
    }

    /** Remembers it in place of what was, for its whole time. */
    public void put(K key, V value) {
        entries.put(key, value);
    }

    /** Forgets it. */
    public void drop(K key) {
        entries.invalidate(key);
    }
}
