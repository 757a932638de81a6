package dev.gatehouse.connectors.webdav.http;

import java.io.IOException;

/** What is to be uploaded cannot be read: the fault of who sends it, not of the server. */
public final class SourceException extends IOException {
    private static final long serialVersionUID = 1;

    private final IOException failure;

    SourceException(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    /** What reading it threw. */
    public IOException failure() {
        return failure;
    }
}
