package dev.gatehouse.vault.connection;

import dev.gatehouse.api.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a connection must not show. Immutable; its text form says nothing.
 *
 * @param accessToken the access token, or the password or API key of a login service
 * @param refreshToken null where the third party gave none
 * @param tokenType null for {@code Bearer}
 * @param scope as the third party said it, or null
 * @param username of a login service, or null
 */
public record Secrets(
        String accessToken,
        @Nullable String refreshToken,
        @Nullable String tokenType,
        @Nullable String scope,
        @Nullable String username) {

    /** Credentials of a login service. */
    public static Secrets login(@Nullable String username, String password) {
        return new Secrets(password, null, null, null, username);
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
