package dev.gatehouse.http;

import org.jspecify.annotations.Nullable;

/** Handles a request on the event loop from what is in memory; it must never block. */
@FunctionalInterface
public interface ImmediateHandler {
    /** The answer, or null when it is not in memory and the route's blocking handler must give it. */
    @Nullable
    Response tryHandle(Request request);
}
