package dev.gatehouse.access;

import java.util.Optional;

/** The other issuers whose tokens are taken. Implementations are thread-safe and never block. */
@FunctionalInterface
public interface OtherIssuers {
    /** Who checks the tokens of an issuer; empty where it is not trusted. */
    Optional<TokenVerifier> verifier(String issuer);
}
