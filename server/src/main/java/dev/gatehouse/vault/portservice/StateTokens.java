package dev.gatehouse.vault.portservice;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;

/** Signs states that carry everything themselves. Implementations are thread-safe. */
public interface StateTokens {
    String sign(JWTClaimsSet claims);

    /** The claims of what was signed here and has not expired. */
    Optional<JWTClaimsSet> verified(String token);
}
