package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;

/** Handles a request whose body and answer are moved while they are read. Called on the event loop; must not block. */
@FunctionalInterface
public interface TransferHandler {
    /**
     * Takes the request over. Once this returns, the handler is to end it by itself.
     *
     * @throws ApiException to answer with an entry of the error catalogue instead
     */
    void take(Transfer transfer);
}
