package dev.gatehouse.pages;

import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;

/** Tells who is in front of a page, and has them sign in. Implementations are thread-safe. */
public interface Visitors {
    Visitor of(Request request);

    /** The page to sign in with, which leads to a path of ours. */
    Response signInToReach(String path, Request request);
}
