package dev.gatehouse.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests a service takes, in its own process: from the endpoints the service registered, and with tokens
 * verified here. It answers as {@code /access/<service id>} does, with two differences: it does not hear of a token that
 * was revoked before it expires, and changes of the registry reach it with the next refresh.
 *
 * <p>Thread-safe. One guard is shared by all requests; it keeps one thread of its own, which reads the registry.
 */
public final class ServiceGuard implements AutoCloseable {
    private static final int REMEMBERED_TOKENS = 10_000;
    private static final String UNKNOWN_KEY = "it is signed with a key that nobody knows";

    private final GuardOptions options;
    private final Clock clock;
    private final ServiceRefresher refresher;
    private final Cache<String, Remembered> tokens =
            Caffeine.newBuilder().maximumSize(REMEMBERED_TOKENS).build();

    /** A good token, and with which keys and resource it was found to be good. */
    private record Remembered(TokenCheck by, TokenCheck.Outcome.Good good) {}

    private ServiceGuard(GuardOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.refresher = new ServiceRefresher(options, clock);
    }

    /** Begins to describe the guard of a service. */
    public static Builder of(String serviceId) {
        return new Builder(serviceId);
    }

    /**
     * Decides about a request, and waits for the registry where the token names a key that is not known yet.
     *
     * @param authorization the values of the request's Authorization fields
     */
    public Verdict check(ForwardedRequest request, List<String> authorization) {
        Verdict verdict = checkFromMemory(request, authorization);
        if (verdict != null) {
            return verdict;
        }
        refresher.refreshSoonAfter(refresher.known());
        verdict = checkFromMemory(request, authorization);
        return verdict != null ? verdict : invalid(request, UNKNOWN_KEY);
    }

    /** The same without ever waiting; null where {@link #check} would wait. */
    public @Nullable Verdict checkFromMemory(ForwardedRequest request, List<String> authorization) {
        Known known = refresher.usable();
        if (known == null) {
            return new Verdict.Refused(Refusal.unavailable());
        }
        Finding finding = known.index().find(request);
        if (finding instanceof Finding.Found && (!finding.needsNoToken() || !authorization.isEmpty())) {
            return withToken(known, finding, authorization);
        }
        return verdict(finding, null);
    }

    /** Whether it knows enough to decide. */
    public boolean isReady() {
        return refresher.usable() != null;
    }

    private @Nullable Verdict withToken(Known known, Finding finding, List<String> authorization) {
        Optional<String> bearer = Bearer.in(authorization);
        if (bearer.isEmpty()) {
            return verdict(finding, null);
        }
        TokenCheck.Outcome outcome = verified(known, bearer.get());
        if (outcome instanceof TokenCheck.Outcome.Good good) {
            return verdict(finding, good.caller());
        }
        if (finding.needsNoToken()) {
            return verdict(finding, null);
        }
        if (outcome instanceof TokenCheck.Outcome.KeyUnknown) {
            return refresher.mayRefresh() ? null : invalid(finding, UNKNOWN_KEY);
        }
        return outcome instanceof TokenCheck.Outcome.Bad bad
                ? invalid(finding, bad.reason())
                : new Verdict.Refused(Refusal.expiredToken(needed(finding), metadata()));
    }

    private TokenCheck.Outcome verified(Known known, String bearer) {
        Remembered remembered = tokens.getIfPresent(bearer);
        if (remembered != null && remembered.by() == known.tokens()) {
            return clock.instant().isBefore(remembered.good().expires())
                    ? remembered.good()
                    : new TokenCheck.Outcome.Expired();
        }
        TokenCheck.Outcome outcome = known.tokens().check(bearer);
        if (outcome instanceof TokenCheck.Outcome.Good good) {
            tokens.put(bearer, new Remembered(known.tokens(), good));
        }
        return outcome;
    }

    /** @param caller who showed a valid token, or null */
    private Verdict verdict(Finding finding, @Nullable Caller caller) {
        Caller known = caller == null ? Caller.NOBODY : caller;
        Decision decision = finding.decide(caller == null ? null : caller.scopes());
        return decision instanceof Decision.Allowed allowed
                ? new Verdict.Passed(known, allowed.endpoint().name())
                : new Verdict.Refused(refusal(decision, known));
    }

    private Refusal refusal(Decision decision, Caller caller) {
        if (decision instanceof Decision.TokenNeeded needed) {
            return Refusal.missingToken(needed.endpoint().nearest(Set.of()), metadata());
        }
        if (decision instanceof Decision.ScopeMissing missing) {
            GuardedEndpoint endpoint = missing.endpoint();
            return Refusal.insufficientScope(endpoint.alternatives(), endpoint.nearest(caller.scopes()), metadata());
        }
        return decision instanceof Decision.Evasive evasive
                ? Refusal.evasive(options.serviceId(), evasive.reason())
                : Refusal.notRegistered(options.serviceId());
    }

    private Verdict invalid(ForwardedRequest request, String reason) {
        Known known = refresher.usable();
        return known == null
                ? new Verdict.Refused(Refusal.unavailable())
                : invalid(known.index().find(request), reason);
    }

    private Verdict invalid(Finding finding, String reason) {
        return new Verdict.Refused(Refusal.invalidToken(reason, needed(finding), metadata()));
    }

    private static Set<String> needed(Finding finding) {
        return finding.decide(null) instanceof Decision.TokenNeeded needed
                ? needed.endpoint().nearest(Set.of())
                : Set.of();
    }

    private String metadata() {
        return options.metadata().toString();
    }

    /** Stops reading the registry. What is known stays usable for as long as it would be with the registry away. */
    @Override
    public void close() {
        refresher.close();
    }

    /** Says what a guard needs to know. Not thread-safe. */
    public static final class Builder {
        private static final Duration EVERY = Duration.ofSeconds(5);
        private static final Duration OUTLASTING = Duration.ofHours(1);
        private static final String NO_CREDENTIALS = "credentials: the registry is read as a client";

        private final String serviceId;
        private @Nullable URI registry;
        private @Nullable URI issuer;
        private @Nullable String clientId;
        private @Nullable String clientSecret;
        private Duration refresh = EVERY;
        private Duration outlasting = OUTLASTING;
        private @Nullable Path snapshot;

        private Builder(String serviceId) {
            this.serviceId = Objects.requireNonNull(serviceId, "serviceId");
        }

        /** Where the registry is: the admin listener, such as {@code http://gatehouse:6883}. */
        public Builder registry(URI registry) {
            this.registry = registry;
            return this;
        }

        /** Whose tokens are taken: the issuer as tokens name it; it is reached there too. */
        public Builder issuer(URI issuer) {
            this.issuer = issuer;
            return this;
        }

        /** A client with the grant {@code client_credentials} and the scope {@code oauth.service.r}, as which to read. */
        public Builder credentials(String clientId, String clientSecret) {
            this.clientId = clientId;
            this.clientSecret = clientSecret;
            return this;
        }

        /** How often to ask for changes; 5 seconds where it is left out. */
        public Builder refresh(Duration refresh) {
            this.refresh = refresh;
            return this;
        }

        /** How long to go on deciding while the registry does not answer; an hour where it is left out. */
        public Builder outlasting(Duration outlasting) {
            this.outlasting = outlasting;
            return this;
        }

        /**
         * A file that keeps what is known, so that the service can start while the registry is away. Whoever can write it
         * decides who may call.
         */
        public Builder snapshot(Path snapshot) {
            this.snapshot = snapshot;
            return this;
        }

        /**
         * Starts the guard, and waits until it knows its service; where the registry does not answer, it is started all the
         * same, decides from the snapshot or answers 503, and goes on asking.
         *
         * @throws IllegalStateException where the registry refuses to be read
         */
        public ServiceGuard start() {
            ServiceGuard guard = new ServiceGuard(
                    new GuardOptions(
                            serviceId,
                            Objects.requireNonNull(registry, "registry: say where the registry is"),
                            Objects.requireNonNull(issuer, "issuer: say whose tokens are taken"),
                            Objects.requireNonNull(clientId, NO_CREDENTIALS),
                            Objects.requireNonNull(clientSecret, NO_CREDENTIALS),
                            refresh,
                            outlasting,
                            snapshot),
                    Clock.systemUTC());
            guard.refresher.start();
            return guard;
        }
    }
}
