package dev.gatehouse.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Weigher;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was loaded until a change to it is announced, its time is over, or room is needed. A load that began
 * before a change is dropped by it, so it never stays. While changes are not heard, nothing new is remembered; what was
 * is dropped, unless the cache outlasts that for a while. Thread-safe.
 *
 * <p>A load in flight stands in the map as an unfinished future rather than under the map's own lock: dropping it never
 * waits for it, so one slow load cannot hold up the thread that hears the changes.
 *
 * @param <K> the key
 * @param <V> what is remembered; nullable where a loader may answer that there is nothing
 */
public final class ChangeAwareCache<K, V extends @Nullable Object> {
    private final ChangeFeed feed;
    private final AsyncCache<K, V> cache;
    private final Duration outlasting;

    /**
     * A cache whose entries weigh different amounts.
     *
     * @param topic whose changes drop entries
     * @param keyOf from an announced key to the one used here
     * @param maximumWeight the sum of all weights it holds
     * @param timeToLive after loading, for changes that were announced by nobody
     */
    public ChangeAwareCache(
            ChangeFeed feed,
            String topic,
            Function<String, K> keyOf,
            long maximumWeight,
            Weigher<K, @NonNull V> weigher,
            Duration timeToLive) {
        this(
                feed,
                builder()
                        .maximumWeight(maximumWeight)
                        .weigher(weigher)
                        .expireAfterWrite(timeToLive)
                        .buildAsync(),
                Duration.ZERO);
        feed.subscribe(topic, new Dropping(keyOf));
    }

    private ChangeAwareCache(ChangeFeed feed, AsyncCache<K, V> cache, Duration outlasting) {
        this.feed = feed;
        this.cache = cache;
        this.outlasting = outlasting;
    }

    /**
     * A cache that goes on with what it has for a while when changes are not heard any more. Nothing in it expires by
     * itself: what is too old to be believed, while changes are heard, the user must {@link #drop}.
     *
     * @param outlasting how long
     */
    public static <V extends @Nullable Object> ChangeAwareCache<String, V> outlasting(
            ChangeFeed feed,
            String topic,
            long maximumWeight,
            Weigher<String, @NonNull V> weigher,
            Duration outlasting) {
        ChangeAwareCache<String, V> made = new ChangeAwareCache<>(
                feed, builder().maximumWeight(maximumWeight).weigher(weigher).buildAsync(), outlasting);
        feed.subscribe(topic, made.new Dropping(key -> key));
        return made;
    }

    /**
     * A cache whose entries each end at a time of their own, and which goes on with what it has for a while when changes
     * are not heard any more. Which changes concern it, {@link #droppedBy} and the user say.
     *
     * @param timeLeft how long an entry is good from now on
     * @param outlasting how long it goes on
     */
    public static <K, V extends @Nullable Object> ChangeAwareCache<K, V> ending(
            ChangeFeed feed, long maximumSize, Function<@NonNull V, Duration> timeLeft, Duration outlasting) {
        return new ChangeAwareCache<>(
                feed,
                builder()
                        .maximumSize(maximumSize)
                        .expireAfter(Expiry.creating((K key, @NonNull V value) -> timeLeft.apply(value)))
                        .buildAsync(),
                outlasting);
    }

    /** Forgets everything at any change of these topics too. */
    public ChangeAwareCache<K, V> droppedBy(String... topics) {
        for (String topic : topics) {
            feed.subscribe(topic, new Emptying());
        }
        return this;
    }

    /** A cache that holds a number of entries. */
    public ChangeAwareCache(
            ChangeFeed feed, String topic, Function<String, K> keyOf, long maximumSize, Duration timeToLive) {
        this(feed, topic, keyOf, maximumSize, Weigher.singletonWeigher(), timeToLive);
    }

    /** Whoever uses a cache also tidies it up: to wake another thread for that costs more than it is worth. */
    private static Caffeine<Object, Object> builder() {
        return Caffeine.newBuilder().executor(Runnable::run);
    }

    /** What is remembered, or null as long as changes are not heard, also where the cache outlasts that; never waits. */
    public @Nullable V getIfHeard(K key) {
        return feed.healthy() ? cache.synchronous().getIfPresent(key) : null;
    }

    /** What is remembered, or null; never waits. */
    public @Nullable V getIfPresent(K key) {
        return feed.heardWithin(outlasting) ? cache.synchronous().getIfPresent(key) : null;
    }

    /**
     * What is remembered or else loaded, by one caller for all who ask meanwhile. A null is handed on but not
     * remembered; a failure reaches each caller as the loader throws it.
     */
    public V get(K key, Function<? super K, ? extends V> loader) {
        if (!feed.healthy()) {
            // Nobody would say that it changed, so it must not stay.
            V known = getIfPresent(key);
            return known == null ? loader.apply(key) : known;
        }
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> others = cache.asMap().putIfAbsent(key, mine);
        if (others == null) {
            return load(key, loader, mine);
        }
        try {
            return others.join();
        } catch (CancellationException e) {
            return loader.apply(key);
        }
    }

    /**
     * What is loaded now, whatever was remembered; as {@link #get} otherwise. What the cache outlasts a loss of changes with
     * stays as it is.
     */
    public V reload(K key, Function<? super K, ? extends V> loader) {
        if (!feed.healthy()) {
            return loader.apply(key);
        }
        drop(key);
        return get(key, loader);
    }

    private V load(K key, Function<? super K, ? extends V> loader, CompletableFuture<V> mine) {
        try {
            V loaded = loader.apply(key);
            mine.complete(loaded);
            return loaded;
        } finally {
            // After a failure only: it takes the entry out again.
            mine.cancel(false);
        }
    }

    /** Forgets one entry, so that a process reads what it wrote. */
    public void drop(K key) {
        cache.synchronous().invalidate(key);
    }

    /** Forgets everything. */
    public void dropAll() {
        cache.synchronous().invalidateAll();
    }

    /** At changes that concern every entry. */
    private class Emptying implements ChangeFeed.Listener {
        @Override
        public void changed(String key) {
            dropAll();
        }

        @Override
        public void lost() {
            dropAll();
        }

        @Override
        public void unheard() {
            if (outlasting.isZero()) {
                dropAll();
            }
        }
    }

    private final class Dropping extends Emptying {
        private final Function<String, K> keyOf;

        private Dropping(Function<String, K> keyOf) {
            this.keyOf = keyOf;
        }

        @Override
        public void changed(String key) {
            drop(keyOf.apply(key));
        }
    }
}
