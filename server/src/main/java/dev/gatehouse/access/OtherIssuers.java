package dev.gatehouse.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other issuers whose tokens are taken. Implementations are thread-safe and never block. */
@FunctionalInterface
public interface OtherIssuers {
    /** Who checks the tokens of an issuer; empty where it is not trusted, or where the token names none. */
    Optional<TokenVerifier> verifier(@Nullable String issuer);
}
