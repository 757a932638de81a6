package dev.gatehouse.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The keys access tokens are signed with, shared by every process on the database.
 *
 * <p>Thread-safe. A token with an unknown key id makes the keys be read again, at most once a second.
 */
public final class SigningKeys implements JWKSource<SecurityContext> {
    private static final long RELOAD_NANOS = 1_000_000_000L;

    private final SigningKeyStore store;
    private final AtomicLong loaded = new AtomicLong();
    private volatile List<ECKey> keys = List.of();
    private volatile JWKSet publicKeys = new JWKSet();

    SigningKeys(SigningKeyStore store) {
        this.store = store;
    }

    /** Reads the keys; makes the first one where there is none. */
    void open() {
        if (store.list().isEmpty()) {
            store.addFirst(generate());
        }
        load();
    }

    /** The key new tokens are signed with. */
    ECKey active() {
        return keys.getFirst();
    }

    /** The public halves, as {@code /oauth2/jwks} shows them. */
    JWKSet publicKeys() {
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

    private void load() {
        List<ECKey> all = store.list();
        keys = all;
        publicKeys = new JWKSet(all.stream().<JWK>map(ECKey::toPublicJWK).toList());
        loaded.set(System.nanoTime());
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }
}
