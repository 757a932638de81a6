package dev.gatehouse.oauth.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys access tokens are signed with, shared by every process on the database.
 *
 * <p>Thread-safe. They are read again when they change, after a minute, as long as changes are not heard, and, at most once
 * a second, for a token with an unknown key id. A reading that failed is tried again by whoever asks next.
 */
public final class SigningKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    /** The one entry: the keys are few, and always read together. */
    private static final String TABLE = "signing_key";

    private static final long READ_NANOS = 1_000_000_000L;

    private final SigningKeyStore store;
    private final Clock clock;
    private final ChangeAwareCache<String, KeySet> remembered;
    private final AtomicLong lastRead = new AtomicLong();
    private volatile KeySet lastKnown = KeySet.of(List.of());

    /** The keys of one reading, the one that signs last first, and their public halves. */
    private record KeySet(List<SigningKey> keys, JWKSet published) {
        static KeySet of(List<SigningKey> keys) {
            return new KeySet(
                    List.copyOf(keys),
                    new JWKSet(keys.stream().map(key -> key.jwk().toPublicJWK()).toList()));
        }

        boolean isComplete() {
            return SigningKey.ALGORITHMS.stream()
                    .allMatch(algorithm -> keys.stream().anyMatch(key -> key.isFor(algorithm)));
        }
    }

    public SigningKeys(SigningKeyStore store, ChangeFeed changes, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.remembered = new ChangeAwareCache<>(changes, SigningKeyStore.TOPIC, _ -> TABLE, 1, LIFETIME);
    }

    /** Makes the first ones where there are none. */
    public void open() {
        if (!current().isComplete()) {
            store.change(handle -> {
                List<SigningKey> present = store.list(handle);
                SigningKey.ALGORITHMS.stream()
                        .filter(algorithm -> present.stream().noneMatch(key -> key.isFor(algorithm)))
                        .forEach(algorithm -> store.insert(handle, SigningKey.generate(algorithm, Times.now(clock))));
            });
            readAgain();
        }
    }

    /** The key of the algorithm that new tokens are signed with; the oldest where this clock is behind all others. */
    SigningKey active(JWSAlgorithm algorithm, Instant now) {
        SigningKey oldest = null;
        for (SigningKey key : current().keys()) {
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
        return current().keys();
    }

    /** The public halves, as {@code /oauth2/jwks} shows them; those known last while the database is away. */
    public JWKSet publicKeys() {
        try {
            return current().published();
        } catch (RuntimeException e) {
            if (!DatabaseFailures.isOutage(e)) {
                throw e;
            }
            LOG.debug("The signing keys could not be read; those known stay published: {}", e.toString());
            return lastKnown.published();
        }
    }

    /** What {@link #publicKeys} returns, or null where that has to be read first; never waits. */
    public @Nullable JWKSet rememberedPublicKeys() {
        KeySet known = remembered.getIfPresent(TABLE);
        return known == null ? null : known.published();
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        List<JWK> selected = selector.select(current().published());
        if (selected.isEmpty() && readingIsDue()) {
            return selector.select(readAgain().published());
        }
        return selected;
    }

    private boolean readingIsDue() {
        long last = lastRead.get();
        long now = System.nanoTime();
        return now - last > READ_NANOS && lastRead.compareAndSet(last, now);
    }

    private KeySet current() {
        return remembered.get(TABLE, this::read);
    }

    /** Reads them whatever is remembered, so that a process sees what it wrote. */
    KeySet readAgain() {
        return remembered.reload(TABLE, this::read);
    }

    /** The same object as long as nothing changed, as signers are made for it. */
    private KeySet read(String table) {
        KeySet known = lastKnown;
        List<SigningKey> keys = store.list();
        lastRead.set(System.nanoTime());
        if (keys.equals(known.keys())) {
            return known;
        }
        KeySet changed = KeySet.of(keys);
        lastKnown = changed;
        return changed;
    }
}
