package dev.gatehouse.vault.vendor;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a vendor gave. Its text form shows no token.
 *
 * @param refreshToken empty where the one that was redeemed goes on being the one to use
 * @param scope empty where it is the one asked for
 * @param userId the vendor's name for the person, where its answer tells it
 * @param metadata what else its answer told, see {@link VendorMetadata}
 */
public record VendorTokens(
        String accessToken,
        Optional<String> refreshToken,
        Lifetimes lifetimes,
        Optional<String> scope,
        Optional<String> userId,
        Map<String, Object> metadata) {

    /**
     * How long they live, counted from when they were asked for; empty where the vendor did not say.
     *
     * @param refreshToken of the one that came, or else of the one that was redeemed
     */
    public record Lifetimes(Optional<Duration> accessToken, Optional<Duration> refreshToken) {
        /** Nobody says. */
        public static final Lifetimes UNKNOWN = new Lifetimes(Optional.empty(), Optional.empty());
    }

    /** Of the access token. */
    public Optional<Duration> lifetime() {
        return lifetimes.accessToken();
    }

    /** What it told besides the tokens, and what was told before and not again. */
    public Map<String, Object> metadataOver(Map<String, Object> before) {
        Map<String, Object> all = new LinkedHashMap<>(metadata);
        before.forEach((name, value) -> {
            if (all.size() < VendorMetadata.MAX_MEMBERS) {
                all.putIfAbsent(name, value);
            }
        });
        return all;
    }

    public VendorTokens {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    @Override
    public String toString() {
        return "tokens" + (refreshToken.isPresent() ? " with a new refresh token" : "");
    }
}
