package dev.gatehouse.decision.graphql;

/**
 * A GraphQL request as a gateway forwards it. Immutable as long as nobody writes to the body.
 *
 * @param method of HTTP, in upper case
 * @param query what follows the question mark in the target, as it came; empty where there is none
 * @param contentType empty where it is not known
 * @param contentEncoding empty where the body is as it is
 * @param body empty where there is none or it was not forwarded
 */
public record GraphqlHttpRequest(String method, String query, String contentType, String contentEncoding, byte[] body) {
    /** The largest body that is looked at, in bytes. */
    public static final int MAX_BYTES = 256 * 1024;
}
