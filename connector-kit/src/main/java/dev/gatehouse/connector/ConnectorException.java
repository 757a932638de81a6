package dev.gatehouse.connector;

import java.util.Objects;

/** Told to the caller of the connector as it is: its message names what was asked for and holds no secret. */
public final class ConnectorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Failure failure;

    /** @param message one sentence for the caller, such as {@code There is no file /a/b.} */
    public ConnectorException(Failure failure, String message) {
        super(message);
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    public ConnectorException(Failure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    /** What kind of failure it is. */
    public Failure failure() {
        return failure;
    }
}
