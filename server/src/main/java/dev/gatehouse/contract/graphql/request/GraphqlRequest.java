package dev.gatehouse.contract.graphql.request;

import dev.gatehouse.crypto.Sha256;
import java.util.HexFormat;

/**
 * One request. Immutable.
 *
 * @param query the document with its operations
 * @param operationName which of them is meant; empty where there is but one
 */
record GraphqlRequest(String query, String operationName) {
    GraphqlRequest {
        if (query.isBlank()) {
            throw Undecidable.because("there is no query; persisted queries cannot be looked into");
        }
    }

    /** Whether the hash of a persisted query is this query's own, so that no other can be meant. */
    boolean hasHash(String sha256) {
        return HexFormat.of().formatHex(Sha256.of(query)).equalsIgnoreCase(sha256);
    }
}
