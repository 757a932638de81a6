package dev.gatehouse.settings;

import dev.gatehouse.config.AccessLog;
import dev.gatehouse.config.HiddenText;
import dev.gatehouse.http.syntax.TrustedProxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * Everything an operator has decided, checked and complete. Holds no default of its own: see {@link Setting}.
 *
 * <p>Immutable; its text form shows no secret.
 *
 * @param data absolute path of the data folder; may not exist yet
 */
public record Settings(
        Path data,
        MasterKeys masterKey,
        Listeners listeners,
        Database database,
        Access access,
        Vault vault,
        Log log,
        Limits limits) {

    /**
     * Where the master key comes from; at most one of the last two is there.
     *
     * @param file absolute path; may not exist yet
     * @param text the content of a key file
     * @param kms the URI of a key of a key management service
     */
    public record MasterKeys(Path file, Optional<HiddenText> text, Optional<String> kms) {}

    /**
     * Where we are reached.
     *
     * @param open the public listener
     * @param issuer as configured; see {@link #issuerAt}
     * @param adminUrl as configured; see {@link #adminUrlAt}
     * @param adminAllowedOrigins other origins whose pages may call the admin listener with a bearer token
     * @param proxies who is believed about where a request comes from
     * @param proxyProtocol where they say it at the start of a connection
     * @param stopDelay how long both go on as before once readiness says that the process stops
     */
    public record Listeners(
            Listener admin,
            Listener open,
            Optional<URI> issuer,
            Optional<URI> adminUrl,
            Set<String> adminAllowedOrigins,
            Duration stopDelay,
            TrustedProxies proxies,
            ProxyProtocol proxyProtocol) {

        /** The issuer of our tokens, given the port the public listener really listens on. */
        public URI issuerAt(int publicPort) {
            return issuer.orElseGet(() -> open.url(publicPort));
        }

        /** The URL of the admin listener, given the port it really listens on. */
        public URI adminUrlAt(int adminPort) {
            return adminUrl.orElseGet(() -> admin.url(adminPort));
        }
    }

    /**
     * Where one listener listens.
     *
     * @param bind an IP address, or {@code localhost}
     * @param port 0 for any that is free
     */
    public record Listener(String bind, int port, Optional<Tls> tls) {

        /** How a program on this machine reaches the listener, given the port it really listens on. */
        public URI url(int actualPort) {
            String scheme = tls.isPresent() ? "https" : "http";
            return URI.create(scheme + "://" + Hosts.toReach(bind) + ":" + actualPort);
        }
    }

    /** Absolute paths of PEM files that were readable at the start. */
    public record Tls(Path certificate, Path key) {}

    /**
     * The database to use.
     *
     * @param url empty for the embedded PostgreSQL
     * @param poolSize most connections
     * @param patience how long a request waits for one; the database may be silent for a third of that
     */
    public record Database(Optional<DatabaseUrl> url, int poolSize, Duration patience, Retention retention) {}

    /** How much of what only grows is kept. @param usageDays 0 for ever */
    public record Retention(Kept auditDays, Kept contractVersions, Kept accessRequestDays, int usageDays) {}

    /**
     * How much of something is kept; 0 for all of it.
     *
     * @param set by the operator
     * @param inNewDatabase where nothing is set
     */
    public record Kept(Optional<Integer> set, int inNewDatabase) {
        /** @param keepsEverything whether the database had something before anything was ever removed from it */
        public int in(boolean keepsEverything) {
            return set.orElse(keepsEverything ? 0 : inNewDatabase);
        }
    }

    /**
     * Our tokens, those of others, and what is decided by them.
     *
     * @param refreshGrace how long a refresh token that was replaced is answered with its successor
     * @param passwordList passwords that nobody may have, beside those that come along
     * @param textsDirectory files of texts for pages, beside those that come along
     * @param decisionsOutlasting how long decisions for gateways go on while the database is away
     */
    public record Access(
            Duration accessTokenLifetime,
            Duration refreshGrace,
            SigningAlgorithm signingAlgorithm,
            List<TrustedIssuer> trustedIssuers,
            Optional<Path> passwordList,
            Optional<Path> textsDirectory,
            Duration decisionsOutlasting) {}

    /**
     * How third parties are called, and what becomes of connections to them.
     *
     * @param vendorTime for everything that one request for tokens needs
     * @param callsPerVendor most at a time, from this process
     * @param assumedLifetime of an access token of which nobody says how long it lives
     * @param retryTime for how long a refresh that does not work is tried
     * @param connectorUrl where connectors are asked for projects, with a place for the service's name
     */
    public record Vault(
            boolean allowLoopbackHttp,
            Duration vendorTime,
            int callsPerVendor,
            Duration assumedLifetime,
            Duration retryTime,
            Optional<String> connectorUrl,
            Events events) {}

    /**
     * What happens to connections, and who is told.
     *
     * @param kept how long events stay
     * @param deliveriesKept how long deliveries stay that were made or given up
     * @param mostStreams open at a time
     * @param unused after what time without a read of its tokens a connection is revoked; zero for never
     * @param notice how long before that it is announced
     */
    public record Events(Duration kept, Duration deliveriesKept, int mostStreams, Duration unused, Duration notice) {}

    /**
     * What is logged, and how.
     *
     * @param level least level of our own lines; libraries never speak below WARN
     */
    public record Log(AccessLog access, LogFormat format, Level level) {}

    /**
     * What a caller can use up at most.
     *
     * @param headerTime from a request's first byte (or the connection's start) to the end of its header section
     * @param bodyTime from the end of the header section to the end of the body
     * @param idleTime without a byte in either direction
     * @param maxConnections both listeners together
     * @param bodyMemoryBytes all request bodies together
     * @param peerMemoryBytes all that clients have not sent or taken yet
     * @param cacheEntries of each cache
     */
    public record Limits(
            Duration headerTime,
            Duration bodyTime,
            Duration idleTime,
            int maxConnections,
            int maxRequestsInFlight,
            long bodyMemoryBytes,
            long peerMemoryBytes,
            int cacheEntries) {}
}
