package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Located;
import dev.gatehouse.contract.document.Unreadable;
import java.nio.charset.StandardCharsets;

/** How long the name of an endpoint may be. */
public final class EndpointNames {
    /** The most bytes in UTF-8. */
    public static final int MAX_BYTES = 1024;

    private EndpointNames() {}

    public static boolean isTooLong(String endpoint) {
        return bytes(endpoint) > MAX_BYTES;
    }

    /** ERR12103 for the spot in a document where the name is too long. */
    public static void requireShort(String endpoint, Located place) {
        if (isTooLong(endpoint)) {
            throw Unreadable.at(
                    place,
                    "endpoint %s has %,d bytes; the most is %,d"
                            .formatted(Unreadable.quote(endpoint), bytes(endpoint), MAX_BYTES));
        }
    }

    private static int bytes(String endpoint) {
        return endpoint.getBytes(StandardCharsets.UTF_8).length;
    }
}
