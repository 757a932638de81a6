package dev.gatehouse.decision.content;

import java.util.List;

/** What a request that a gateway holds back says, for a {@link RequestReader}. Used by one thread at a time. */
public interface RequestContent {
    /** The method of HTTP, as it came. */
    String method();

    /** What follows the question mark in the target, as it came; empty where there is none. */
    String query();

    /** All values of a header field, in order. */
    List<String> fields(String name);

    /** Empty where there is none or it was not forwarded; not to be changed. */
    byte[] body();

    /** Whether all of the body came. */
    boolean isWhole();
}
