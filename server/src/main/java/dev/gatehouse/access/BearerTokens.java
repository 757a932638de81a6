package dev.gatehouse.access;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.dpop.Proofs;
import dev.gatehouse.http.auth.BearerGuard;
import dev.gatehouse.http.auth.PresentedToken;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.RevocableMemory;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JWT access tokens, our own and those of other issuers, and remembers the outcome for as long as it is good and
 * changes are heard.
 *
 * <p>Thread-safe. {@link #remembered} never blocks; {@link #verify} asks the database what is on record about the token,
 * and may fetch the keys of another issuer.
 */
public final class BearerTokens implements BearerGuard {
    private final TokenVerifier ownTokens;
    private final OtherIssuers otherIssuers;
    private final Proofs proofs;
    private final String resourceMetadata;
    private final RevocableMemory<VerifiedToken> verified;

    /**
     * @param ownTokens checks the tokens of this server, and refuses those of issuers that nobody knows
     * @param clock tells whether what is remembered is still good
     */
    public BearerTokens(
            TokenVerifier ownTokens,
            OtherIssuers otherIssuers,
            Proofs proofs,
            String resourceMetadata,
            ChangeFeed changes,
            RevocableMemory.Options memory,
            Clock clock) {
        this.ownTokens = ownTokens;
        this.otherIssuers = otherIssuers;
        this.proofs = proofs;
        this.resourceMetadata = resourceMetadata;
        this.verified = new RevocableMemory<>(changes, memory, clock);
    }

    @Override
    public @Nullable Caller remembered(PresentedToken presented) {
        VerifiedToken token = verified.getIfHeard(presented.value());
        return token != null && token.resource() == null && isShown(token, presented) ? token.caller() : null;
    }

    /** Whether nothing is left to check of how it is presented. */
    private static boolean isShown(VerifiedToken token, PresentedToken presented) {
        return presented.isProven() || (token.boundTo() == null && presented.proof() == null);
    }

    @Override
    public Caller verify(PresentedToken presented) {
        VerifiedToken token = verifyForAny(presented.value());
        proofs.require(token.boundTo(), presented);
        if (token.resource() != null) {
            throw JwtVerifier.invalid("it is for " + token.resource() + " only");
        }
        return token.caller();
    }

    /**
     * Makes sure that a token may be presented like this.
     *
     * @throws ApiException ERR10000 or ERR10003
     */
    public void requireKey(VerifiedToken token, PresentedToken presented) {
        proofs.require(token.boundTo(), presented);
    }

    /**
     * A token verified before, for whatever service it is, or null when it is not in memory. While changes are not heard it
     * may have been revoked meanwhile; that goes on for as long as the memory outlasts it. Never blocks.
     */
    public @Nullable VerifiedToken lastKnown(String bearerToken) {
        return verified.lastKnown(bearerToken);
    }

    /**
     * Verifies a token, for whatever service it is, and whoever presents it: see {@link #requireKey}.
     *
     * @throws dev.gatehouse.api.ApiException as {@link #verify}
     */
    public VerifiedToken verifyForAny(String bearerToken) {
        try {
            return verified.reload(bearerToken, this::check).orElseThrow();
        } catch (ApiException e) {
            if (e.code().status() == 401) {
                verified.drop(bearerToken);
            }
            throw e;
        }
    }

    @Override
    public String resourceMetadata() {
        return resourceMetadata;
    }

    private VerifiedToken check(String bearerToken) {
        SignedJWT token = SentToken.parse(bearerToken);
        return otherIssuers.verifier(SentToken.issuer(token)).orElse(ownTokens).verify(token);
    }
}
