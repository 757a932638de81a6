package dev.gatehouse.app;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.oauth.keys.StateTokenSigner;
import dev.gatehouse.vault.portservice.StateTokens;
import java.util.Optional;

/** States of the port service, signed with our own keys. Thread-safe. */
public record ConnectStates(StateTokenSigner signer) implements StateTokens {
    @Override
    public String sign(JWTClaimsSet claims) {
        return signer.sign(claims);
    }

    @Override
    public Optional<JWTClaimsSet> verified(String token) {
        return signer.verified(token);
    }
}
