package dev.gatehouse.http.stream;

import dev.gatehouse.http.ResponseSink;

/** What one client's stream of server-sent events tells. Its methods are called on an event loop and must not block. */
public interface ServerSentEvents {
    /** What is sent now and then, so that a client that has gone is noticed. */
    byte[] heartbeat();

    /** See {@link dev.gatehouse.http.StreamingResponse#asksBeforeParts}. */
    default boolean asksBeforeParts() {
        return false;
    }

    /** The stream is one of the open ones; from now on events can be written. Called at most once. */
    void begin(ResponseSink outlet);
}
