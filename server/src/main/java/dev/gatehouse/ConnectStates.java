package dev.gatehouse;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.oauth.Statements;
import dev.gatehouse.vault.connect.StateTokens;
import java.util.Optional;

/** States of the port service, signed with our own keys. Thread-safe. */
record ConnectStates(Statements statements) implements StateTokens {
    @Override
    public String sign(JWTClaimsSet claims) {
        return statements.sign(claims);
    }

    @Override
    public Optional<JWTClaimsSet> verified(String token) {
        return statements.verified(token);
    }
}
