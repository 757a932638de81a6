package dev.gatehouse.config;

/** Stops the start with one clear line for the operator; it carries no stack trace. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message, null, false, false);
    }
}
