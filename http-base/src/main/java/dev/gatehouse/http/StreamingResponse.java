package dev.gatehouse.http;

/** An answer that is written bit by bit. Its methods are called on an event loop and must not block. */
public interface StreamingResponse {
    /** Status, media type and headers; its body is not looked at. */
    Response head();

    /** Whether it has an end of its own: where it ends before, it is broken off, so that nobody takes it for whole. */
    boolean isFinite();

    /** Whether the caller is asked for again before each part, since it tells what they may have no right to any more. */
    default boolean asksBeforeParts() {
        return false;
    }

    /** What is sent now and then, so that a client that has gone is noticed; empty for nothing. */
    byte[] heartbeat();

    /** The head is sent; from now on parts can be written. Not called where the client left before. */
    void begin(ResponseSink outlet);

    /** Nothing can be written any more: called once for each {@link #begin}. */
    void ended();
}
