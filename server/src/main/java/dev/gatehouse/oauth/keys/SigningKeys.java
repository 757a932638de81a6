package dev.gatehouse.oauth.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys access tokens are signed with, shared by every process on the database.
 *
 * <p>Thread-safe. They are read again when another process changes them, and, at most once a second, for a token with an
 * unknown key id.
 */
public final class SigningKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final long RELOAD_NANOS = 1_000_000_000L;

    private final SigningKeyStore store;
    private final Clock clock;
    private final AtomicLong loaded = new AtomicLong();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile List<SigningKey> keys = List.of();
    private volatile JWKSet publicKeys = new JWKSet();

    public SigningKeys(SigningKeyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Reads the keys, makes the first ones where there are none, and follows their changes from then on. */
    public void open(ChangeFeed changes) {
        load();
        if (!isComplete(keys)) {
            store.change(handle -> {
                List<SigningKey> present = store.list(handle);
                SigningKey.ALGORITHMS.stream()
                        .filter(algorithm -> present.stream().noneMatch(key -> key.isFor(algorithm)))
                        .forEach(algorithm -> store.insert(handle, SigningKey.generate(algorithm, Times.now(clock))));
            });
            load();
        }
        changes.subscribe(SigningKeyStore.TOPIC, new Reloading());
    }

    private static boolean isComplete(List<SigningKey> keys) {
        return SigningKey.ALGORITHMS.stream()
                .allMatch(algorithm -> keys.stream().anyMatch(key -> key.isFor(algorithm)));
    }

    /** Calls this after the keys changed. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The key of the algorithm that new tokens are signed with; the oldest where this clock is behind all others. */
    SigningKey active(JWSAlgorithm algorithm, Instant now) {
        SigningKey oldest = null;
        for (SigningKey key : keys) {
            if (key.isFor(algorithm)) {
                if (key.isActive(now)) {
                    return key;
                }
                oldest = key;
            }
        }
        if (oldest == null) {
            throw new IllegalStateException("there is no key for " + algorithm);
        }
        return oldest;
    }

    /** Every key, the one that signs last first. */
    List<SigningKey> all() {
        return keys;
    }

    /** The public halves, as {@code /oauth2/jwks} shows them. */
    public JWKSet publicKeys() {
        return publicKeys;
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        List<JWK> selected = selector.select(publicKeys);
        if (selected.isEmpty() && reloadIsDue()) {
            load();
            return selector.select(publicKeys);
        }
        return selected;
    }

    private boolean reloadIsDue() {
        long last = loaded.get();
        long now = System.nanoTime();
        return now - last > RELOAD_NANOS && loaded.compareAndSet(last, now);
    }

    synchronized void load() {
        List<SigningKey> before = keys;
        List<SigningKey> all = List.copyOf(store.list());
        publicKeys = new JWKSet(all.stream().map(key -> key.jwk().toPublicJWK()).toList());
        keys = all;
        loaded.set(System.nanoTime());
        if (!all.equals(before)) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Follows no changes any more. */
    public void close() {
        closed = true;
    }

    private void loadSoon() {
        if (closed) {
            return;
        }
        Thread.ofVirtual().name("signing-keys").start(() -> {
            try {
                load();
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn("The signing keys could not be read again; those known stay in use: {}", e.toString());
                }
            }
        });
    }

    /** The feed must not wait for the database. */
    private final class Reloading implements ChangeFeed.Listener {
        @Override
        public void changed(String key) {
            loadSoon();
        }

        @Override
        public void lost() {
            loadSoon();
        }
    }
}
