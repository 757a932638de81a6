package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.Undecidable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        return HexFormat.of().formatHex(hash(query)).equalsIgnoreCase(sha256);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
