package dev.gatehouse.connector;

/** Why a connector does not start, in sentences for its operator; without a stack trace, which would not help them. */
public final class ConnectorStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConnectorStartException(String message) {
        super(message, null, false, false);
    }

    public ConnectorStartException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
