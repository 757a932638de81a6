package dev.gatehouse.http.outgoing;

/** A call that brought no answer. Its message holds nothing that was sent. */
public final class OutgoingException extends Exception {
    private static final long serialVersionUID = 1;

    /** What happened. */
    public enum Kind {
        /** The URL or the address behind it is one we do not call. */
        FORBIDDEN,
        /** The other's certificate, or its TLS, is not one we accept. */
        UNTRUSTED,
        /** No connection came about. */
        UNREACHABLE,
        /** Nobody wants it any more. */
        UNWANTED,
        /** The time was over before the answer was complete. */
        LATE,
        /** The connection broke, or what came was not HTTP. */
        BROKEN,
        /** The answer is larger than we read. */
        TOO_LARGE
    }

    private final Kind kind;
    private final boolean sent;

    OutgoingException(Kind kind, boolean sent, String message) {
        super(message);
        this.kind = kind;
        this.sent = sent;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the other may have got the request; if not, nothing of it has left us. */
    public boolean sent() {
        return sent;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
