package dev.gatehouse.connector;

import java.net.URI;

/** A connector that is registered and serves. Thread-safe. */
public final class RunningConnector implements AutoCloseable {
    private final String name;
    private final URI url;
    private final Runnable stop;

    RunningConnector(String name, URI url, Runnable stop) {
        this.name = name;
        this.url = url;
        this.stop = stop;
    }

    public String name() {
        return name;
    }

    /** The port it listens on. */
    public int port() {
        return url.getPort();
    }

    /** Where it is to be reached from this machine, without a slash at the end. */
    public URI url() {
        return url;
    }

    /** Takes no more requests, waits for running ones as long as {@code CONNECTOR_DRAIN_SECONDS} says, and ends. */
    @Override
    public void close() {
        stop.run();
    }
}
