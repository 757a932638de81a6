package dev.gatehouse.vault.vendor;

import java.time.Duration;
import java.util.Optional;

/** How a call of a token endpoint ended. Reasons are ours and hold no secret. */
public sealed interface TokenOutcome {

    /** New tokens. */
    record Issued(VendorTokens tokens) implements TokenOutcome {}

    /** The vendor says that the code or refresh token is of no use, for good. */
    record DeadGrant(String reason) implements TokenOutcome {}

    /**
     * It may work later with the same token.
     *
     * @param retryAfter what the vendor asked for, at most an hour
     */
    record Transient(String reason, Optional<Duration> retryAfter) implements TokenOutcome {}

    /** Somebody has to change something at the connector or at the vendor; the grant may well be alive. */
    record Misconfigured(String reason) implements TokenOutcome {}
}
