package dev.gatehouse.decision.content;

import java.util.Set;

/**
 * Tells which endpoints a request is for, for kinds of contracts whose requests say that in their content rather than by
 * method and path. Implementations are thread-safe.
 */
public interface RequestReader {
    /** Where services answer such requests by custom; the path of a service's resource is another such place. */
    Set<String> paths();

    /** The largest body that is looked at, in bytes. */
    int maximumBytes();

    /** What an endpoint is, in the words of a message, such as "root field". */
    String endpointNoun();

    /** How much memory what it knows takes, counted in endpoints. */
    default int weight() {
        return 0;
    }

    /** What it goes by, from which a {@link RequestReaderProvider} makes its like elsewhere. */
    String description();

    /**
     * All that the request is for; a token has to be good for each.
     *
     * @throws Undecidable with the reason where it cannot be told
     */
    Requested requested(RequestContent request);

    /** Whether any valid token is good for the endpoint where nobody registered it. */
    default boolean needsNoRegistration(String endpoint) {
        return false;
    }
}
