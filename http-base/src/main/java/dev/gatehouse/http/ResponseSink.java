package dev.gatehouse.http;

/** Where the parts of a streamed answer go. Thread-safe; what comes after its end is dropped. */
public interface ResponseSink {
    /**
     * Sends a part. What the client has not taken yet is kept in memory, so the next part should wait until it is asked
     * for; a client that takes nothing for too long is cut off.
     *
     * @param next called on an event loop when the next part may follow; not called after the end
     */
    void write(byte[] part, Runnable next);

    /** Ends the answer in order. */
    void end();

    /** Breaks the answer off, so that whoever reads it sees that it is not whole. */
    void breakOff();
}
