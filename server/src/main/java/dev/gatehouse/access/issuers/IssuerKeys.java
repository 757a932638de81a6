package dev.gatehouse.access.issuers;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import dev.gatehouse.settings.TrustedIssuer;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the keys of one other issuer: what stands below the cache, the limit of attempts and the outage tolerance that
 * {@link #remembered} puts on top. Thread-safe.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final TrustedIssuer issuer;
    private final Downloads downloads;

    IssuerKeys(TrustedIssuer issuer, Downloads downloads) {
        this.issuer = issuer;
        this.downloads = downloads;
    }

    /**
     * When keys are fetched.
     *
     * @param lifetime how long they are remembered
     * @param ahead this long before that they are fetched again in the background
     * @param patience how long a token waits for keys that are being fetched for another one
     * @param interval at most two fetches in this time, whatever tokens ask for
     * @param outage how long the last ones are taken while the issuer is away
     */
    record Pace(Duration lifetime, Duration ahead, Duration patience, Duration interval, Duration outage) {
        /** Patience is for two attempts, and a little. */
        static final Pace USUAL = new Pace(
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Downloads.DEADLINE.multipliedBy(2).plusSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofHours(4));
    }

    /** The keys with a memory. Nothing is fetched before the first is asked for; to be closed. */
    JWKSource<SecurityContext> remembered(Pace pace) {
        return JWKSourceBuilder.create(this)
                .cache(pace.lifetime().toMillis(), pace.patience().toMillis())
                .refreshAheadCache(pace.ahead().toMillis(), false)
                .rateLimited(pace.interval().toMillis())
                .outageTolerant(pace.outage().toMillis())
                .retrying(true)
                .build();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
            throws KeySourceException {
        Downloads.Attempt attempt = downloads.attempt();
        try {
            URI location = issuer.jwksUri().isPresent()
                    ? issuer.jwksUri().get()
                    : new Discovery(issuer.issuer(), attempt).jwksUri();
            JWKSet keys = JWKSet.parse(attempt.get(location));
            LOG.debug("Fetched {} keys of issuer {}", keys.size(), issuer.issuer());
            return keys;
        } catch (IOException e) {
            LOG.warn("The keys of issuer {} cannot be fetched: {}", issuer.issuer(), e.getMessage());
            throw new JWKSetUnavailableException(e.getMessage(), e);
        } catch (ParseException e) {
            LOG.warn("What issuer {} serves are not keys: {}", issuer.issuer(), e.getMessage());
            throw new JWKSetParseException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {}
}
