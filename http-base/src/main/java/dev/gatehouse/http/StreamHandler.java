package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;

/** Handles a request whose answer goes on for as long as the client listens. It runs on a virtual thread and may block. */
@FunctionalInterface
public interface StreamHandler {
    /** @throws ApiException to answer with an entry of the error catalogue instead */
    StreamingResponse open(Request request) throws Exception;
}
