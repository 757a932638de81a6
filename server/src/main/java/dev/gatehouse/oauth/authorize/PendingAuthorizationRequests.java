package dev.gatehouse.oauth.authorize;

import dev.gatehouse.api.Json;
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
public final class PendingAuthorizationRequests {
    static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final String IDENTITY = "continuation";

    private final MasterKey key;
    private final Clock clock;

    public PendingAuthorizationRequests(MasterKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    public Instant now() {
        return Times.now(clock);
    }

    public String seal(PendingAuthorizationRequest pending) {
        byte[] plaintext = Json.bytes(pending);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.encrypt(plaintext, IDENTITY));
    }

    /** Empty where the text was not sealed here or is too old. */
    public Optional<PendingAuthorizationRequest> open(String sealed) {
        return read(sealed).filter(this::isYoung);
    }

    /** Whatever was sealed here, an old one as if it had arrived now: nothing that was proven then counts any more. */
    public Optional<PendingAuthorizationRequest> renewed(String sealed) {
        return read(sealed).map(pending -> isYoung(pending) ? pending : pending.again(now()));
    }

    private boolean isYoung(PendingAuthorizationRequest pending) {
        return pending.arrived().plus(LIFETIME).isAfter(now());
    }

    private Optional<PendingAuthorizationRequest> read(String sealed) {
        try {
            byte[] plaintext = key.decrypt(Base64.getUrlDecoder().decode(sealed), IDENTITY);
            return Optional.of(
                    Json.read(new String(plaintext, StandardCharsets.UTF_8), PendingAuthorizationRequest.class));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
