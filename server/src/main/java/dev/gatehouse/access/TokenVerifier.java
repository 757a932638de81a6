package dev.gatehouse.access;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.api.ApiException;

/** Checks the tokens of one issuer. Implementations are thread-safe and may block. */
public interface TokenVerifier {
    /** @throws ApiException ERR10000 or ERR10001 where it is not valid, ERR12121 where that cannot be told now */
    VerifiedToken verify(SignedJWT token);
}
