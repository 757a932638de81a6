package dev.gatehouse.connector.transfer;

import java.io.IOException;

/** Why a body did not come to its end. */
public final class TransferException extends IOException {
    private static final long serialVersionUID = 1;

    /** What went wrong, all of it the caller's doing. */
    public enum Kind {
        /** The caller closed the connection. */
        CALLER_LEFT,
        /** Nothing came, or next to nothing, for too long. */
        STALLED,
        /** It is larger than what is taken here. */
        TOO_LARGE,
        /** It is not the form it says it is. */
        NOT_A_FORM
    }

    private final Kind kind;

    public TransferException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
