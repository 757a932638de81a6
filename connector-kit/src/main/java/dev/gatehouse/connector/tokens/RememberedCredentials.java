package dev.gatehouse.connector.tokens;

import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.tokens.StoredCredentials.Fetched;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Remembers what was fetched for a short while, and fetches for one caller at a time per person. Thread-safe. */
final class RememberedCredentials {
    private static final int MAX_COUNT = 10_000;

    private final Function<String, Fetched> source;
    private final LongSupplier nanos;
    private final Map<String, Kept> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MAX_COUNT;
        }
    };
    private final ConcurrentHashMap<String, CompletableFuture<Credential>> flights = new ConcurrentHashMap<>();

    private record Kept(Credential credential, long expires) {}

    /** @param nanos the time, as {@link System#nanoTime} tells it */
    RememberedCredentials(Function<String, Fetched> source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    Credential get(String user) {
        Credential known = known(user);
        return known != null
                ? known
                : alone(user, () -> {
                    Credential meanwhile = known(user);
                    return meanwhile != null ? meanwhile : fetch(user);
                });
    }

    /** Another credential than the one that was refused; others who were refused with the same one share it. */
    Credential renewed(String user, Credential refused, Runnable renewal) {
        return alone(user + "\n", () -> {
            Credential known = known(user);
            if (known != null && !known.equals(refused)) {
                return known;
            }
            forget(user);
            Credential stored = fetch(user);
            if (!stored.equals(refused)) {
                return stored;
            }
            renewal.run();
            forget(user);
            return fetch(user);
        });
    }

    private Credential fetch(String user) {
        long asked = nanos.getAsLong(); // its life went on while the answer was on its way
        Fetched fetched = source.apply(user);
        if (fetched.remembered().isPositive()) {
            remember(
                    user,
                    new Kept(fetched.credential(), asked + fetched.remembered().toNanos()));
        }
        return fetched.credential();
    }

    private interface Work {
        Credential run();
    }

    private Credential alone(String key, Work work) {
        CompletableFuture<Credential> mine = new CompletableFuture<>();
        CompletableFuture<Credential> running = flights.putIfAbsent(key, mine);
        if (running != null) {
            return join(running);
        }
        try {
            Credential credential = work.run();
            mine.complete(credential);
            return credential;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key);
        }
    }

    private static Credential join(CompletableFuture<Credential> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private @Nullable Credential known(String user) {
        synchronized (entries) {
            Kept entry = entries.get(user);
            return entry != null && entry.expires() - nanos.getAsLong() > 0 ? entry.credential() : null;
        }
    }

    private void remember(String user, Kept entry) {
        synchronized (entries) {
            entries.put(user, entry);
        }
    }

    private void forget(String user) {
        synchronized (entries) {
            entries.remove(user);
        }
    }
}
