package dev.gatehouse.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was found of tokens until they end, something they rest on changes, or one of their ids is revoked, as far
 * as changes are heard. What was found not to be good is never remembered. Thread-safe.
 *
 * @param <V> what is remembered of a token
 */
public final class RevocableMemory<V extends RevocableMemory.Entry> {
    /** Beyond that it is cheaper to forget everything that is remembered than to keep the revoked ids. */
    private static final int MAX_REVOKED = 100_000;

    private final Clock clock;
    private final ChangeAwareCache<String, @Nullable V> entries;
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    /** Something that ends, and may be revoked before. */
    public interface Entry {
        /** When it has to be looked at again; never later than it expires. */
        Instant goodUntil();

        /** Under which it may be revoked: its own and those of what it came from. */
        List<String> ids();
    }

    /**
     * What is remembered of tokens.
     *
     * @param maximum how many are kept
     * @param outlasting how long {@link #lastKnown} goes on telling of them while changes are not heard
     * @param restsOn the topics any change of which may change what a token is worth
     * @param revocations the topic whose keys are ids of revoked tokens, and of what tokens came from
     */
    public record Options(int maximum, Duration outlasting, List<String> restsOn, String revocations) {
        public Options {
            restsOn = List.copyOf(restsOn);
        }
    }

    /** @param clock tells whether what is remembered is still good */
    public RevocableMemory(ChangeFeed changes, Options options, Clock clock) {
        this.clock = clock;
        this.entries = ChangeAwareCache.<String, @Nullable V>ending(
                        changes, options.maximum(), this::timeLeft, options.outlasting())
                .droppedBy(options.restsOn().toArray(String[]::new));
        changes.subscribe(options.revocations(), new Revoking());
    }

    /** What is good and remembered, or null, as long as changes are not heard in any case; never waits. */
    public @Nullable V getIfHeard(String token) {
        return good(entries.getIfHeard(token));
    }

    /** The same, also while changes are not heard, for as long as it outlasts that: it may have been revoked meanwhile. */
    public @Nullable V lastKnown(String token) {
        return good(entries.getIfPresent(token));
    }

    /**
     * What is found now, whatever was remembered, by one caller for all who ask meanwhile.
     *
     * @param finder answers null where the token is not good
     */
    public Optional<V> reload(String token, Function<String, @Nullable V> finder) {
        return Optional.ofNullable(entries.reload(token, finder));
    }

    public void drop(String token) {
        entries.drop(token);
    }

    private @Nullable V good(@Nullable V entry) {
        return entry != null && timeLeft(entry).isPositive() && !isRevoked(entry.ids()) ? entry : null;
    }

    private Duration timeLeft(Entry entry) {
        return Duration.between(clock.instant(), entry.goodUntil());
    }

    private boolean isRevoked(List<String> ids) {
        if (revoked.isEmpty()) {
            return false;
        }
        for (String id : ids) {
            if (revoked.contains(id)) {
                return true;
            }
        }
        return false;
    }

    /** Ids are looked up at every use, since a token may have come from several things that can be revoked. */
    private final class Revoking implements ChangeFeed.Listener {
        @Override
        public void changed(String id) {
            if (revoked.size() >= MAX_REVOKED) {
                lost();
            } else {
                revoked.add(id);
            }
        }

        @Override
        public void lost() {
            entries.dropAll();
            revoked.clear();
            // What was found since rests perhaps on an id that was revoked just before they were forgotten.
            entries.dropAll();
        }

        @Override
        public void unheard() {
            // What is remembered is believed no more without asking, except as outlasted.
        }
    }
}
