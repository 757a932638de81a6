package dev.gatehouse.jwks;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import dev.gatehouse.api.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of somebody else, fetched when the first is asked for and when one is that is not known, and remembered.
 * Thread-safe; blocks while it fetches.
 */
public final class RemoteKeys implements JWKSource<SecurityContext>, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    /** While keys are being fetched, so that a host that does not answer leaves room for requests about others. */
    private static final int MAX_WAITING = 64;

    private final String whose;
    private final JWKSource<SecurityContext> remembered;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private volatile boolean failing;
    private volatile boolean fetched;

    /** Finds where keys are. */
    @FunctionalInterface
    public interface Location {
        /** @param attempt for what has to be read for that; it shares its deadline with the keys */
        URI find(Downloads.Attempt attempt) throws IOException;
    }

    /**
     * When keys are fetched.
     *
     * @param lifetime how long they are remembered
     * @param ahead this long before that they are fetched again in the background, by a thread of their own; zero for never
     * @param patience how long a request waits for keys that are being fetched for another one
     * @param interval at most two fetches in this time, each tried twice, whatever keys are asked for
     * @param outage how long the last ones are taken while their host is away
     */
    public record Pace(Duration lifetime, Duration ahead, Duration patience, Duration interval, Duration outage) {
        /** Patience is for two attempts, and a little. */
        public static final Pace USUAL = new Pace(
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Downloads.DEADLINE.multipliedBy(2).plusSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofHours(4));

        /** The same for key sets without number, of which none has a thread. */
        public Pace onDemand() {
            return new Pace(lifetime, Duration.ZERO, patience, interval, outage);
        }
    }

    /** @param whose for the log and for who is turned away, such as {@code issuer https://id.example} */
    public RemoteKeys(String whose, Location location, Downloads downloads, Pace pace) {
        this.whose = whose;
        this.remembered = remembered(new Fetching(location, downloads), pace);
    }

    private static JWKSource<SecurityContext> remembered(Fetching fetching, Pace pace) {
        JWKSourceBuilder<SecurityContext> builder = JWKSourceBuilder.create(fetching)
                .cache(pace.lifetime().toMillis(), pace.patience().toMillis())
                .rateLimited(pace.interval().toMillis())
                .outageTolerant(pace.outage().toMillis())
                .retrying(true);
        return pace.ahead().isZero()
                ? builder.refreshAheadCache(false).build()
                : builder.refreshAheadCache(pace.ahead().toMillis(), false).build();
    }

    /**
     * @throws KeySourceException where they cannot be had
     * @throws dev.gatehouse.api.ApiException ERR12106 where too many wait for them already
     */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        if (!waiting.tryAcquire()) {
            throw ErrorCode.SERVER_BUSY
                    .with("requests waiting for the keys of " + whose)
                    .withHeader("Retry-After", "1");
        }
        try {
            return remembered.get(selector, context);
        } finally {
            waiting.release();
        }
    }

    /** The same, and none where keys are known, and others would be asked for too often. */
    public List<JWK> known(JWKSelector selector) throws KeySourceException {
        try {
            return get(selector, null);
        } catch (RateLimitReachedException e) {
            if (fetched && !failing) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (remembered instanceof Closeable closeable) {
            closeable.close();
        }
    }

    /** What stands below the cache, the limit of attempts and the outage tolerance. */
    private final class Fetching implements JWKSetSource<SecurityContext> {
        private final Location location;
        private final Downloads downloads;

        private Fetching(Location location, Downloads downloads) {
            this.location = location;
            this.downloads = downloads;
        }

        @Override
        public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
                throws KeySourceException {
            Downloads.Attempt attempt = downloads.attempt();
            try {
                JWKSet keys = JWKSet.parse(attempt.get(location.find(attempt)));
                LOG.debug("Fetched {} keys of {}", keys.size(), whose);
                failing = false;
                fetched = true;
                return keys;
            } catch (IOException e) {
                tell("The keys of {} cannot be fetched: {}", e);
                throw new JWKSetUnavailableException(e.getMessage(), e);
            } catch (ParseException e) {
                tell("What is served as keys of {} are none: {}", e);
                throw new JWKSetParseException(e.getMessage(), e);
            }
        }

        /** Once, until they are there again. */
        private void tell(String message, Exception failure) {
            if (failing) {
                LOG.debug(message, whose, failure.getMessage());
            } else {
                failing = true;
                LOG.warn(message, whose, failure.getMessage());
            }
        }

        @Override
        public void close() {}
    }
}
