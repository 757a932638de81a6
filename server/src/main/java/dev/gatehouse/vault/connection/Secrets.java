package dev.gatehouse.vault.connection;

import dev.gatehouse.api.Json;
import dev.gatehouse.vault.vendor.VendorTokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a connection must not show. Immutable; its text form says nothing.
 *
 * @param accessToken the access token, or the password or API key of a login service
 * @param refreshToken null where the third party gave none
 * @param tokenType null for {@code Bearer}
 * @param scope as the third party said it, or null
 * @param username of a login service, or null
 * @param refreshExpires when the refresh token ends, or null where nobody said
 * @param metadata what the third party told besides the tokens
 */
public record Secrets(
        String accessToken,
        @Nullable String refreshToken,
        @Nullable String tokenType,
        @Nullable String scope,
        @Nullable String username,
        @Nullable Instant refreshExpires,
        Map<String, Object> metadata) {

    public Secrets {
        // What was sealed before there was any has none.
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** Tokens of which nothing else is known. */
    public static Secrets tokens(String accessToken, @Nullable String refreshToken) {
        return new Secrets(accessToken, refreshToken, null, null, null, null, Map.of());
    }

    /** What somebody connected with. @param asked when the third party was asked for them */
    public static Secrets of(VendorTokens given, Instant asked) {
        return new Secrets(
                given.accessToken(),
                given.refreshToken().orElse(null),
                null,
                given.scope().orElse(null),
                null,
                given.lifetimes().refreshToken().map(asked::plus).orElse(null),
                given.metadata());
    }

    /** What these become by a refresh: what is not told anew stays. @param asked when the third party was asked */
    public Secrets refreshed(VendorTokens given, Instant asked) {
        Secrets anew = of(given, asked);
        boolean sameRefreshToken = anew.refreshToken == null;
        return new Secrets(
                anew.accessToken,
                sameRefreshToken ? refreshToken : anew.refreshToken,
                tokenType,
                anew.scope == null ? scope : anew.scope,
                username,
                anew.refreshExpires == null && sameRefreshToken ? refreshExpires : anew.refreshExpires,
                given.metadataOver(metadata));
    }

    /** Credentials of a login service. */
    public static Secrets login(@Nullable String username, String password) {
        return new Secrets(password, null, null, null, username, null, Map.of());
    }

    /** As they are sealed. */
    public byte[] bytes() {
        return Json.bytes(this);
    }

    /** The inverse of {@link #bytes}. */
    public static Secrets of(byte[] bytes) {
        return Json.read(new String(bytes, StandardCharsets.UTF_8), Secrets.class);
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }
}
