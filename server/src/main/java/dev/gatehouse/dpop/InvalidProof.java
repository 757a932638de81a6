package dev.gatehouse.dpop;

/** A proof that proves nothing, and why, in words that may be told to whoever sent it. */
public final class InvalidProof extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidProof(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
