package dev.gatehouse.http.auth;

import org.jspecify.annotations.Nullable;

/**
 * An access token as it came with a request: with the scheme Bearer, which says that whoever has it may use it, or with the
 * scheme DPoP and a proof. Of one request; thread-safe.
 */
public final class PresentedToken {
    private final String value;
    private final @Nullable SentProof proof;
    private volatile boolean proven;

    private PresentedToken(String value, @Nullable SentProof proof) {
        this.value = value;
        this.proof = proof;
    }

    /** RFC 6750. */
    public static PresentedToken bearer(String value) {
        return new PresentedToken(value, null);
    }

    /** RFC 9449 section 7.1. */
    public static PresentedToken withProof(String value, SentProof proof) {
        return new PresentedToken(value, proof);
    }

    public String value() {
        return value;
    }

    /** Null for a bearer token. */
    public @Nullable SentProof proof() {
        return proof;
    }

    /** Whether the proof was checked; it is good for one request, and so is checked once. */
    public boolean isProven() {
        return proven;
    }

    /** The proof was checked, and is made with the key of the token. */
    public void setProven() {
        proven = true;
    }
}
