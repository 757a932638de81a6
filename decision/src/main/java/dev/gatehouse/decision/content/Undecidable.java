package dev.gatehouse.decision.content;

/** It cannot be told what a request asks for. The message says why, and what would mend it, without a full stop at its end. */
public final class Undecidable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Undecidable(String reason) {
        super(reason, null, false, false);
    }

    /** @param reason for whoever sent the request */
    public static Undecidable because(String reason) {
        return new Undecidable(reason);
    }

    /** The same as {@link #getMessage}, never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
