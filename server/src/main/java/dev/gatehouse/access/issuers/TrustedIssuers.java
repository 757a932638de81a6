package dev.gatehouse.access.issuers;

import dev.gatehouse.access.OtherIssuers;
import dev.gatehouse.access.TokenVerifier;
import dev.gatehouse.jwks.Downloads;
import dev.gatehouse.jwks.RemoteKeys;
import dev.gatehouse.settings.TrustedIssuer;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All other issuers whose tokens are taken. Asks none of them before the first token comes. Thread-safe. */
public final class TrustedIssuers implements OtherIssuers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedIssuers.class);

    private final Map<String, TokenVerifier> verifiers = new HashMap<>();
    private final List<Closeable> parts = new ArrayList<>();

    /**
     * @param downloads fetches their keys
     * @param reservedScopes whether a scope is one of our own API's, or begins like one
     * @param clock tells whether a token has expired
     */
    public TrustedIssuers(
            List<TrustedIssuer> issuers,
            Downloads downloads,
            Owners owners,
            Predicate<String> reservedScopes,
            Clock clock) {
        if (issuers.isEmpty()) {
            return;
        }
        for (TrustedIssuer issuer : issuers) {
            RemoteKeys keys = keys(issuer, downloads, RemoteKeys.Pace.USUAL);
            parts.add(keys);
            verifiers.put(issuer.issuer(), new TrustedIssuerVerifier(issuer, keys, owners, reservedScopes, clock));
        }
        LOG.info("Access tokens of {} are taken too", String.join(", ", verifiers.keySet()));
    }

    /** Nothing is fetched before the first is asked for; to be closed. */
    static RemoteKeys keys(TrustedIssuer issuer, Downloads downloads, RemoteKeys.Pace pace) {
        return new RemoteKeys(
                "issuer " + issuer.issuer(),
                attempt -> issuer.jwksUri().isPresent()
                        ? issuer.jwksUri().get()
                        : new Discovery(issuer.issuer(), attempt).jwksUri(),
                downloads,
                pace);
    }

    @Override
    public Optional<TokenVerifier> verifier(@Nullable String issuer) {
        return Optional.ofNullable(verifiers.get(issuer));
    }

    @Override
    public void close() throws IOException {
        for (Closeable part : parts) {
            part.close();
        }
    }
}
