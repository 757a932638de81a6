package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;

/** Handles a request with straight-line code on a virtual thread; it may block. */
@FunctionalInterface
public interface BlockingHandler {
    /** @throws ApiException to answer with an entry of the error catalogue */
    Response handle(Request request) throws Exception;
}
