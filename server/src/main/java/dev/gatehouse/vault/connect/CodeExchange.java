package dev.gatehouse.vault.connect;

import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import dev.gatehouse.vault.vendor.TokenOutcome;
import dev.gatehouse.vault.vendor.VendorCalls;
import dev.gatehouse.vault.vendor.VendorTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Redeems authorization codes at third parties. Thread-safe. */
public final class CodeExchange {
    private static final Logger LOG = LoggerFactory.getLogger(CodeExchange.class);

    private final VendorCalls calls;
    private final Clock clock;

    public CodeExchange(VendorCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** How it ended. */
    public sealed interface Result {
        /** @param userId the third party's name for the person, where it told one */
        record Redeemed(ConnectionWriter.Given given, Optional<String> userId) implements Result {}

        /**
         * @param passing whether it may work later
         * @param reason for those who run the application
         * @param problem in words for the person; like the reason without anything that the third party wrote freely
         */
        record Refused(boolean passing, String reason, ConnectProblem problem) implements Result {}
    }

    /** @param verifier empty where no code challenge was sent */
    public Result redeem(
            ConnectorStore.Registered registered, String code, URI redirectUri, Optional<String> verifier) {
        Connector connector = registered.connector();
        Instant asked = Times.now(clock);
        TokenOutcome outcome = calls.redeem(registered.clientAtRefreshUrl(), code, redirectUri, verifier);
        return switch (outcome) {
            case TokenOutcome.Issued issued -> redeemed(issued.tokens(), asked);
            case TokenOutcome.DeadGrant dead -> refused(connector, false, dead.reason(), ConnectProblem.DEAD_CODE);
            case TokenOutcome.Transient passing -> refused(connector, true, passing.reason(), ConnectProblem.NO_TOKENS);
            case TokenOutcome.Misconfigured wrong ->
                refused(connector, false, wrong.reason(), ConnectProblem.MISCONFIGURED);
        };
    }

    private static Result redeemed(VendorTokens tokens, Instant asked) {
        Secrets secrets = Secrets.of(tokens, asked);
        return new Result.Redeemed(new ConnectionWriter.Given(secrets, asked, tokens.lifetime()), tokens.userId());
    }

    private static Result refused(Connector connector, boolean passing, String reason, ConnectProblem problem) {
        LOG.warn("A code for {} could not be redeemed: {}", connector.name(), reason);
        return new Result.Refused(passing, reason, problem);
    }
}
