package dev.gatehouse.oauth.message;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.gatehouse.dpop.InvalidProof;
import dev.gatehouse.dpop.Proofs;
import dev.gatehouse.http.auth.SentProof;
import org.jspecify.annotations.Nullable;

/** Which key a client proves to have at an endpoint of the protocol (RFC 9449 sections 5 and 10.1). Thread-safe. */
public final class ShownKeys {
    private final Proofs proofs;

    public ShownKeys(Proofs proofs) {
        this.proofs = proofs;
    }

    /**
     * The thumbprint of the key; null without a proof.
     *
     * @throws GeneralException invalid_dpop_proof
     */
    public @Nullable String of(SentProof sent) throws GeneralException {
        if (sent.isAbsent()) {
            return null;
        }
        try {
            return proofs.keyOf(sent, null);
        } catch (InvalidProof e) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_DPOP_PROOF, "the DPoP proof is not valid here: " + e.reason());
        }
    }
}
