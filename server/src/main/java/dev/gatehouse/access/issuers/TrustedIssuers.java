package dev.gatehouse.access.issuers;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.gatehouse.access.OtherIssuers;
import dev.gatehouse.access.TokenVerifier;
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
     * @param reservedScopes whether a scope is one of our own API's, or begins like one
     * @param clock tells whether a token has expired
     */
    public TrustedIssuers(List<TrustedIssuer> issuers, Owners owners, Predicate<String> reservedScopes, Clock clock) {
        if (issuers.isEmpty()) {
            return;
        }
        Downloads downloads = new Downloads();
        for (TrustedIssuer issuer : issuers) {
            JWKSource<SecurityContext> keys = new IssuerKeys(issuer, downloads).remembered(IssuerKeys.Pace.USUAL);
            if (keys instanceof Closeable closeable) {
                parts.add(closeable);
            }
            verifiers.put(issuer.issuer(), new TrustedIssuerVerifier(issuer, keys, owners, reservedScopes, clock));
        }
        parts.add(downloads::close);
        LOG.info("Access tokens of {} are taken too", String.join(", ", verifiers.keySet()));
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
