package dev.gatehouse.access;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.dpop.Proofs;
import dev.gatehouse.http.auth.BearerGuard;
import dev.gatehouse.http.auth.PresentedToken;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
    private final RevokedTokenIds revocations = new RevokedTokenIds();
    private final Proofs proofs;
    private final String resourceMetadata;
    private final Clock clock;
    private final ChangeAwareCache<String, VerifiedToken> verified;

    /**
     * What is remembered of tokens.
     *
     * @param maximum how many verified tokens are kept
     * @param outlasting how long {@link #lastKnown} goes on telling of them while changes are not heard
     * @param restsOn the topics any change of which may change what a token is worth
     * @param revocations the topic whose keys are ids of revoked tokens, and of what tokens came from
     */
    public record Memory(int maximum, Duration outlasting, List<String> restsOn, String revocations) {
        public Memory {
            restsOn = List.copyOf(restsOn);
        }
    }

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
            Memory memory,
            Clock clock) {
        this.ownTokens = ownTokens;
        this.otherIssuers = otherIssuers;
        this.proofs = proofs;
        this.resourceMetadata = resourceMetadata;
        this.clock = clock;
        this.verified = ChangeAwareCache.<VerifiedToken>ending(
                        changes, memory.maximum(), this::timeLeft, memory.outlasting())
                .droppedBy(memory.restsOn().toArray(String[]::new));
        changes.subscribe(memory.revocations(), new Revoking());
    }

    @Override
    public @Nullable Caller remembered(PresentedToken presented) {
        VerifiedToken token = verified.getIfHeard(presented.value());
        return token != null && token.resource() == null && isShown(token, presented) && isGood(token)
                ? token.caller()
                : null;
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
        VerifiedToken token = verified.getIfPresent(bearerToken);
        return token != null && isGood(token) ? token : null;
    }

    /**
     * Verifies a token, for whatever service it is, and whoever presents it: see {@link #requireKey}.
     *
     * @throws dev.gatehouse.api.ApiException as {@link #verify}
     */
    public VerifiedToken verifyForAny(String bearerToken) {
        try {
            return verified.reload(bearerToken, this::check);
        } catch (ApiException e) {
            if (e.code().status() == 401) {
                verified.drop(bearerToken);
            }
            throw e;
        }
    }

    private boolean isGood(VerifiedToken token) {
        return timeLeft(token).isPositive() && !revocations.containsAny(token.ids());
    }

    private Duration timeLeft(VerifiedToken token) {
        return Duration.between(clock.instant(), token.goodUntil());
    }

    @Override
    public String resourceMetadata() {
        return resourceMetadata;
    }

    /** Ids are looked up at every use, since a token may have come from several things that can be revoked. */
    private final class Revoking implements ChangeFeed.Listener {
        @Override
        public void changed(String id) {
            if (!revocations.add(id)) {
                lost();
            }
        }

        @Override
        public void lost() {
            verified.dropAll();
            revocations.clear();
        }

        @Override
        public void unheard() {
            // What is remembered is believed no more without asking, except as outlasted.
        }
    }

    private VerifiedToken check(String bearerToken) {
        SignedJWT token = SentToken.parse(bearerToken);
        return otherIssuers.verifier(SentToken.issuer(token)).orElse(ownTokens).verify(token);
    }
}
