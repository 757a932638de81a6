package dev.gatehouse.http;

import java.util.Optional;

/** Tells whether a route wants to look at a body that is for somebody else. Implementations are thread-safe. */
public interface BodyFilter {
    /** What is in memory about it, empty where it has to be asked; called on the event loop, so it must never block. */
    Optional<Boolean> remembered(Request request);

    /** The same, asked wherever it is known; may block. */
    boolean ask(Request request);
}
