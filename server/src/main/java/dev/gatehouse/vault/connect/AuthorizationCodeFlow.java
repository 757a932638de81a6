package dev.gatehouse.vault.connect;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends people to a third party and takes what they come back with (RFC 6749 section 4.1, as a client). The state is
 * random, works once, for {@link #LIFETIME}, and in the browser that was sent off alone. Thread-safe.
 */
public final class AuthorizationCodeFlow {
    /** How long a person may take at the third party. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationCodeFlow.class);
    private static final int MAX_STATE = 100;

    /** RFC 6749 has {@code access_denied}; others say that the person cancelled, declined, refused. */
    private static final Pattern DENIAL =
            Pattern.compile("denied|deny|declined|cancel|refused|rejected|abort", Pattern.CASE_INSENSITIVE);

    private final Jdbi jdbi;
    private final ConnectorStore connectors;
    private final CodeExchange exchange;
    private final Confirmations confirmations;
    private final MasterKey masterKey;
    private final URI callback;
    private final Clock clock;
    private final PendingConnectionStore store = new PendingConnectionStore();

    /** What it works with. */
    public record Dependencies(
            Jdbi jdbi, ConnectorStore connectors, CodeExchange exchange, Confirmations confirmations) {}

    /** @param callback where third parties send people back to */
    public AuthorizationCodeFlow(Dependencies on, MasterKey masterKey, URI callback, Clock clock) {
        this.jdbi = on.jdbi();
        this.connectors = on.connectors();
        this.exchange = on.exchange();
        this.confirmations = on.confirmations();
        this.masterKey = masterKey;
        this.callback = callback;
        this.clock = clock;
    }

    /**
     * Notes that the person is sent off; returns where to.
     *
     * @param browser the only one that can go on with it, hashed
     */
    URI begin(byte[] browser, Connector connector, Person person) {
        UUID id = UUID.randomUUID();
        SecretValue state = SecretValue.generate();
        Optional<CodeVerifier> verifier =
                VendorTraits.of(connector).pkce() ? Optional.of(new CodeVerifier()) : Optional.empty();
        Instant now = Times.now(clock);
        PendingConnection pending = new PendingConnection(
                id,
                new PendingConnection.Proof(
                        state.hash(),
                        browser,
                        verifier.map(value -> masterKey.encrypt(
                                        value.getValue().getBytes(StandardCharsets.US_ASCII), identity(id)))
                                .orElse(null)),
                connector.name(),
                ConnectorPrint.of(connector),
                person,
                PendingConnection.Outcome.NONE,
                now.plus(LIFETIME));
        jdbi.useTransaction(handle -> store.insert(handle, pending));
        return authorizeUrl(connector, state, verifier);
    }

    private URI authorizeUrl(Connector connector, SecretValue state, Optional<CodeVerifier> verifier) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", connector.clientId());
        request.put("redirect_uri", callback.toString());
        request.put("state", state.reveal());
        verifier.ifPresent(value -> {
            request.put(
                    "code_challenge",
                    CodeChallenge.compute(CodeChallengeMethod.S256, value).getValue());
            request.put("code_challenge_method", "S256");
        });
        return AuthorizeRequest.of(connector).with(request).uri();
    }

    /** The pending connection that an answer belongs to, whosever it is. */
    Optional<PendingConnection> find(VendorAnswer answer) {
        String state = answer.state();
        if (state == null || state.length() > MAX_STATE) {
            return Optional.empty();
        }
        byte[] hash = SecretValue.of(state).hash();
        return jdbi.withHandle(handle -> store.findByState(handle, hash));
    }

    /**
     * What this browser was sent off for last. Some third parties say without the state that a person refused: that much
     * may be taken from anybody whose browser it is, as all that can come of it is a refusal.
     */
    Optional<PendingConnection> findRefused(VendorAnswer answer, byte[] browser) {
        return answer.state() == null && answer.error() != null
                ? jdbi.withHandle(handle -> store.findLatest(handle, browser, Times.now(clock)))
                : Optional.empty();
    }

    Optional<PendingConnection> find(UUID id) {
        return jdbi.withHandle(handle -> store.find(handle, id));
    }

    /** Takes the answer, unless it was taken before; returns the pending connection as it stands then. */
    PendingConnection answered(PendingConnection pending, VendorAnswer answer) {
        boolean ours = jdbi.inTransaction(handle -> store.take(handle, pending.id(), Times.now(clock)));
        if (ours) {
            Ending ending = carryOut(pending, answer);
            jdbi.useTransaction(handle -> store.end(handle, pending.id(), ending.status(), ending.stored()));
        }
        return jdbi.withHandle(handle -> store.find(handle, pending.id())).orElse(pending);
    }

    /** @param problem for the person, or null */
    private record Ending(
            PendingConnectionStatus status, @Nullable ConnectProblem problem) {
        static Ending failed(ConnectProblem problem) {
            return new Ending(PendingConnectionStatus.FAILED, problem);
        }

        @Nullable
        String stored() {
            return problem == null ? null : problem.stored();
        }
    }

    private Ending carryOut(PendingConnection pending, VendorAnswer answer) {
        Optional<ConnectorStore.Registered> registered = jdbi.withHandle(
                        handle -> connectors.findWithSecret(handle, pending.connector()))
                .filter(found -> Arrays.equals(ConnectorPrint.of(found.connector()), pending.print()));
        if (registered.isEmpty()) {
            return Ending.failed(ConnectProblem.CHANGED);
        }
        Connector connector = registered.get().connector();
        URI authorizeUrl = AuthorizeRequest.of(connector).uri();
        if (!VendorTraits.of(connector).admits(answer.issuer(), authorizeUrl)) {
            LOG.warn("An answer for {} names another issuer than its own, and was not used", connector.name());
            return Ending.failed(ConnectProblem.OTHER_ISSUER);
        }
        if (answer.error() != null) {
            return refused(connector, answer.error());
        }
        if (answer.code() == null || answer.code().isEmpty()) {
            return Ending.failed(ConnectProblem.NO_ANSWER);
        }
        if (!confirmations.isAllowed(connector, pending.person())) {
            return Ending.failed(ConnectProblem.NOT_ALLOWED);
        }
        return redeem(pending, registered.get(), answer.code());
    }

    private static Ending refused(Connector connector, String error) {
        if (DENIAL.matcher(error).find()) {
            return new Ending(PendingConnectionStatus.DENIED, null);
        }
        if (error.equals("server_error") || error.equals("temporarily_unavailable")) {
            return Ending.failed(ConnectProblem.UNAVAILABLE);
        }
        String shown = error.matches("[a-z_]{1,40}") ? error : "an error of its own";
        LOG.warn("{} answered an authorization request with {}", connector.name(), shown);
        return Ending.failed(ConnectProblem.NOT_ACCEPTED);
    }

    private Ending redeem(PendingConnection pending, ConnectorStore.Registered registered, String code) {
        Optional<String> verifier = verifier(pending);
        if (pending.proof().verifier() != null && verifier.isEmpty()) {
            return Ending.failed(ConnectProblem.INTERRUPTED);
        }
        CodeExchange.Result result = exchange.redeem(registered, code, callback, verifier);
        return switch (result) {
            case CodeExchange.Result.Refused refused -> Ending.failed(refused.problem());
            case CodeExchange.Result.Redeemed redeemed ->
                confirmations
                        .keep(registered.connector(), pending.person(), redeemed.given())
                        .map(status -> new Ending(status, null))
                        .orElseGet(() -> Ending.failed(ConnectProblem.CHANGED));
        };
    }

    /** Empty where there is none, and after the master key was replaced. */
    private Optional<String> verifier(PendingConnection pending) {
        if (pending.proof().verifier() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(
                    masterKey.decrypt(pending.proof().verifier(), identity(pending.id())), StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            LOG.warn(
                    "The verifier of pending connection {} cannot be decrypted; was the master key replaced?",
                    pending.id());
            return Optional.empty();
        }
    }

    private static String identity(UUID id) {
        return "connect_attempt/" + id;
    }
}
