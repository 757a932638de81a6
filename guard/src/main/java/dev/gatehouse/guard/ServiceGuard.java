package dev.gatehouse.guard;

import dev.gatehouse.client.decision.AccessDecision;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.content.RequestContent;
import dev.gatehouse.decision.content.SentContent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests a service takes, in its own process: from the endpoints the service registered, and with tokens
 * verified here. It answers as {@code /access/<service id>} does, which it asks about each token once, and again after something
 * changed that the token rests on. It hears of changes as they happen; where it cannot, it asks about a token every few seconds, and
 * reads the registry as often. While nobody answers, tokens count that are signed well and have not expired.
 *
 * <p>Thread-safe. One guard is shared by all requests; it keeps two threads of its own, which read the registry and hear of changes.
 */
public final class ServiceGuard implements AutoCloseable {
    private static final String UNKNOWN_KEY = "it is signed with a key that nobody knows";

    private final GuardOptions options;
    private final Clock clock;
    private final ServiceRefresher refresher;
    private final Verdicts verdicts;
    private final TokenMemory tokens = new TokenMemory();
    private final TokenQuestion question;
    private final ChangeListener changes;
    private final CallCounts counts;
    private final UsageReporter reporter;

    private ServiceGuard(GuardOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.verdicts = new Verdicts(options.serviceId(), options.metadata().toString(), clock);
        this.question = new TokenQuestion(options);
        this.counts = new CallCounts(clock);
        this.reporter = new UsageReporter(options, counts);
        this.refresher = new ServiceRefresher(options, clock, this::eachRound);
        this.changes = new ChangeListener(options, tokens, refresher::refreshSoon);
    }

    private void eachRound() {
        changes.endSilence();
        reporter.reportNowAndThen();
    }

    /** Begins to describe the guard of a service. */
    public static Builder of(String serviceId) {
        return new Builder(serviceId);
    }

    /**
     * Decides about a request, and waits for Gatehouse where the token was not asked about lately, or names a key that is not known
     * yet.
     *
     * @param authorization the values of the request's Authorization fields
     */
    public Verdict check(ForwardedRequest request, List<String> authorization) {
        return check(request, authorization, SentContent.unseen(request));
    }

    /** The same of a request whose body is known; see {@link #bytesLookedAt}. */
    public Verdict check(ForwardedRequest request, List<String> authorization, RequestContent content) {
        Verdict verdict = checkFromMemory(request, authorization, content);
        return verdict != null ? verdict : inShadow(waiting(request, authorization, content));
    }

    /** The most bytes of the request's body that are looked at; -1 where it does not depend on that what the request is for. */
    public int bytesLookedAt(ForwardedRequest request) {
        Known known = refresher.usable();
        return known == null ? -1 : known.index().bytesLookedAt(request);
    }

    /** Whether what is not allowed is refused; otherwise it passes, as nobody's, and has to reach the service as it came. */
    public boolean refuses() {
        Known known = refresher.usable();
        return known == null || known.rules().refuses();
    }

    /** A service that refuses nothing yet lets pass, as nobody's, what it would refuse. */
    private Verdict inShadow(Verdict verdict) {
        Known known = refresher.usable();
        boolean passes = known != null
                && !known.rules().refuses()
                && verdict instanceof Verdict.Refused refused
                && refused.refusal().status() < 500;
        return passes ? new Verdict.Passed(Caller.NOBODY, "") : verdict;
    }

    private Verdict waiting(ForwardedRequest request, List<String> authorization, RequestContent content) {
        Known before = refresher.known();
        if (before != null && isKeyUnknown(before, authorization)) {
            refresher.refreshSoonAfter(before);
        }
        Known known = refresher.usable();
        if (known == null) {
            return new Verdict.Refused(Refusal.unavailable());
        }
        Finding finding = known.index().find(request, content);
        String bearer = Bearer.in(authorization).orElse("");
        return verified(known, bearer) instanceof TokenCheck.Outcome.Good good && finding instanceof Finding.Found
                ? asked(known, finding, request, content, bearer, good)
                : Objects.requireNonNullElseGet(
                        fromMemory(known, finding, authorization), () -> verdicts.invalid(finding, UNKNOWN_KEY));
    }

    private boolean isKeyUnknown(Known known, List<String> authorization) {
        return Bearer.in(authorization)
                .filter(bearer -> verified(known, bearer) instanceof TokenCheck.Outcome.KeyUnknown)
                .isPresent();
    }

    /** Both have to agree: Gatehouse on the token and what counts of it, and this guard on the request. */
    private Verdict asked(
            Known known,
            Finding finding,
            ForwardedRequest request,
            RequestContent content,
            String bearer,
            TokenCheck.Outcome.Good good) {
        boolean hearing = tokens.isHearing();
        long asOf = tokens.changes();
        Optional<AccessDecision> answer = question.ask(request, content, bearer);
        Optional<AccessDecision.Refused> refused = answer.flatMap(AccessDecision::refused);
        if (refused.isPresent()) {
            return refused(finding, good, refused.get());
        }
        Optional<AccessDecision.Passed> passes = answer.flatMap(AccessDecision::passed);
        if (passes.filter(passed -> passed.clientId().isEmpty()).isPresent()) {
            return verdicts.of(finding, null); // the endpoint is open, and the token worth nothing
        }
        TokenCheck.Outcome.Good counting =
                passes.map(passed -> good.with(passed.scope())).orElse(good);
        Instant again = clock.instant().plus(options.refresh());
        boolean lasting = hearing && answer.isPresent();
        tokens.put(
                bearer, new TokenMemory.Remembered(known.tokens(), counting, lasting ? good.expires() : again), asOf);
        return verdicts.of(finding, counting);
    }

    private Verdict refused(Finding finding, TokenCheck.Outcome.Good good, AccessDecision.Refused refused) {
        if (refused.status() == 401 && !refused.code().equals(Refusal.SIGN_IN_TOO_OLD)) {
            return verdicts.invalid(
                    finding, "it was revoked, or its client or user is disabled or not registered any more");
        }
        Verdict own = verdicts.of(finding, good);
        return own instanceof Verdict.Refused ? own : new Verdict.Refused(Refusal.told(refused));
    }

    /** The same without ever waiting; null where {@link #check} would wait. */
    public @Nullable Verdict checkFromMemory(ForwardedRequest request, List<String> authorization) {
        return checkFromMemory(request, authorization, SentContent.unseen(request));
    }

    /** The same of a request whose body is known; to read it may take milliseconds. */
    public @Nullable Verdict checkFromMemory(
            ForwardedRequest request, List<String> authorization, RequestContent content) {
        Known known = refresher.usable();
        if (known == null) {
            return new Verdict.Refused(Refusal.unavailable());
        }
        Finding finding = known.index().find(request, content);
        Verdict verdict = fromMemory(known, finding, authorization);
        if (verdict == null) {
            return null; // Gatehouse counts what it is asked about
        }
        counts.count(finding, verdict, clientId(known, authorization));
        return inShadow(verdict);
    }

    private String clientId(Known known, List<String> authorization) {
        Optional<TokenMemory.Remembered> token = Bearer.in(authorization).map(bearer -> remembered(known, bearer));
        return token.map(each -> each.good().caller().clientId()).orElse("");
    }

    private @Nullable Verdict fromMemory(Known known, Finding finding, List<String> authorization) {
        if (finding instanceof Finding.Found && (!finding.needsNoToken() || !authorization.isEmpty())) {
            return withToken(known, finding, authorization);
        }
        return verdicts.of(finding, null);
    }

    /** Whether it knows enough to decide. */
    public boolean isReady() {
        return refresher.usable() != null;
    }

    private @Nullable Verdict withToken(Known known, Finding finding, List<String> authorization) {
        Optional<String> bearer = Bearer.in(authorization);
        if (bearer.isEmpty()) {
            return verdicts.of(finding, null);
        }
        TokenMemory.Remembered remembered = remembered(known, bearer.get());
        if (remembered != null && clock.instant().isBefore(remembered.confirmed())) {
            return verdicts.of(finding, remembered.good());
        }
        TokenCheck.Outcome outcome = verified(known, bearer.get());
        if (outcome instanceof TokenCheck.Outcome.Good) {
            return null; // it has to be asked about
        }
        if (finding.needsNoToken()) {
            return verdicts.of(finding, null);
        }
        if (outcome instanceof TokenCheck.Outcome.KeyUnknown) {
            return refresher.mayRefresh() ? null : verdicts.invalid(finding, UNKNOWN_KEY);
        }
        return outcome instanceof TokenCheck.Outcome.Bad bad
                ? verdicts.invalid(finding, bad.reason())
                : verdicts.expired(finding);
    }

    private TokenMemory.@Nullable Remembered remembered(Known known, String bearer) {
        TokenMemory.Remembered remembered = tokens.get(bearer);
        return remembered != null && remembered.by() == known.tokens() ? remembered : null;
    }

    private TokenCheck.Outcome verified(Known known, String bearer) {
        TokenMemory.Remembered remembered = remembered(known, bearer);
        if (remembered == null) {
            return known.tokens().check(bearer);
        }
        return clock.instant().isBefore(remembered.good().expires())
                ? remembered.good()
                : new TokenCheck.Outcome.Expired();
    }

    /** Reports what was counted last, and stops reading the registry. What is known stays usable for as long as it would be with the registry away. */
    @Override
    public void close() {
        changes.close();
        refresher.close();
        reporter.report();
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
            guard.changes.start();
            return guard;
        }
    }
}
