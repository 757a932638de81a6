package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;

/** Finds out who makes a request for a route that is not open. Called on the event loop, so it never blocks. Thread-safe. */
public interface Authenticator {
    /** @throws ApiException where the request shows nothing, or not as it should */
    Identity identify(Request request, Route route);

    /** The error with what tells the client how to authenticate, where it is one that this would mend. */
    ApiException challenged(ApiException error, Route route);
}
