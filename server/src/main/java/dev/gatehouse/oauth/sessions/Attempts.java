package dev.gatehouse.oauth.sessions;

import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Limits guessing: so many attempts per key in 15 minutes, counted in the database before the attempt is made, so that
 * neither parallel attempts nor several processes get around it. Thread-safe.
 */
public final class Attempts {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Jdbi jdbi;
    private final Clock clock;

    public Attempts(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * What is counted.
     *
     * @param key for example {@code account/maria}; kept hashed
     * @param most how many attempts a window allows
     */
    public record Limit(String key, int most) {
        byte[] hash() {
            return new Secret(key).hash();
        }
    }

    private record Counted(int made, Instant ends) {}

    /** Counts an attempt; returns how long to wait when there were too many. */
    public Optional<Duration> make(Limit limit) {
        Instant now = Times.now(clock);
        Counted counted = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into attempt as a (attempt_hash, made, ends)
                        values (:hash, 1, :ends)
                        on conflict (attempt_hash) do update
                           set made = case when a.ends <= :now then 1 else least(a.made, 1000000) + 1 end,
                               ends = case when a.ends <= :now then :ends else a.ends end
                        returning made, ends
                        """)
                .bind("hash", limit.hash())
                .bind("now", now)
                .bind("ends", now.plus(WINDOW))
                .map((row, context) -> new Counted(row.getInt("made"), Times.read(row, "ends")))
                .one());
        return counted.made() > limit.most() ? Optional.of(Duration.between(now, counted.ends())) : Optional.empty();
    }

    /** Forgets all attempts of a key, because the last one was right. */
    public void forgive(Limit limit) {
        jdbi.useHandle(handle -> handle.execute("delete from attempt where attempt_hash = ?", limit.hash()));
    }

    /** Takes back one attempt of a key that others count on too. */
    public void takeBack(Limit limit) {
        jdbi.useHandle(handle ->
                handle.execute("update attempt set made = greatest(made - 1, 0) where attempt_hash = ?", limit.hash()));
    }
}
