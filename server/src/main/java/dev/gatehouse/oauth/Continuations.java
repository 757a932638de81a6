package dev.gatehouse.oauth;

import dev.gatehouse.http.Json;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.store.Times;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Keeps continuations in the pages themselves, encrypted, so that browsers that never come back leave nothing behind here.
 * Thread-safe.
 */
final class Continuations {
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final String IDENTITY = "continuation";

    private final MasterKey key;
    private final Clock clock;

    Continuations(MasterKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    Instant now() {
        return Times.now(clock);
    }

    String seal(Continuation continuation) {
        byte[] plaintext = Json.bytes(continuation);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.encrypt(plaintext, IDENTITY));
    }

    /** Empty where the text was not sealed here or is too old. */
    Optional<Continuation> open(String sealed) {
        try {
            byte[] plaintext = key.decrypt(Base64.getUrlDecoder().decode(sealed), IDENTITY);
            Continuation continuation = Json.read(new String(plaintext, StandardCharsets.UTF_8), Continuation.class);
            boolean young = continuation.arrived().plus(LIFETIME).isAfter(now());
            return young ? Optional.of(continuation) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
