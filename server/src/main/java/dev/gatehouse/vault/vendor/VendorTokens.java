package dev.gatehouse.vault.vendor;

import java.time.Duration;
import java.util.Optional;

/**
 * What a vendor gave. Its text form shows no token.
 *
 * @param refreshToken empty where the one that was redeemed goes on being the one to use
 * @param lifetime of the access token, counted from when it was asked for; empty where the vendor did not say
 * @param scope empty where it is the one asked for
 * @param userId the vendor's name for the person, where its answer tells it
 */
public record VendorTokens(
        String accessToken,
        Optional<String> refreshToken,
        Optional<Duration> lifetime,
        Optional<String> scope,
        Optional<String> userId) {

    @Override
    public String toString() {
        return "tokens" + (refreshToken.isPresent() ? " with a new refresh token" : "");
    }
}
