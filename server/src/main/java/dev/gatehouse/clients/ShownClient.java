package dev.gatehouse.clients;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.crypto.SecretValue;
import org.jspecify.annotations.Nullable;

/**
 * A client as it is answered to who registered or changed it.
 *
 * @param clientSecret the new secret, shown this once; null where there is no new one
 */
public record ShownClient(
        @JsonUnwrapped Client client, @Nullable SecretValue clientSecret) {}
