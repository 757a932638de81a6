package dev.gatehouse.http.auth;

import dev.gatehouse.http.Request;
import dev.gatehouse.http.syntax.FieldName;
import java.util.List;

/**
 * What comes with a request to prove that whoever sends it has the key of its token (RFC 9449 section 4), unverified.
 * Immutable.
 *
 * @param method of the request
 * @param uris by which the request may have been addressed; query and fragment do not count
 * @param proofs the values of the field DPoP; exactly one is right
 */
public record SentProof(String method, List<String> uris, List<String> proofs) {
    /** What proofs may be signed with: what FAPI 2.0 allows (section 5.4.1), and the same with longer keys. */
    public static final List<String> ALGORITHMS =
            List.of("ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA");

    private static final FieldName FIELD = FieldName.of("DPoP");

    public SentProof {
        uris = List.copyOf(uris);
        proofs = List.copyOf(proofs);
    }

    /** That of a request to this server. */
    public static SentProof of(Request request, List<String> uris) {
        return new SentProof(request.method(), uris, request.headers(FIELD));
    }

    /** Whether there is none. */
    public boolean isAbsent() {
        return proofs.isEmpty();
    }
}
