package dev.gatehouse.oauth.page;

import dev.gatehouse.pages.Message;
import org.jspecify.annotations.Nullable;

/**
 * Where people choose a password of their own.
 *
 * @param continuation who it is and what goes on afterwards, sealed
 * @param problem what was wrong with the last one, or null
 */
public record PasswordPage(
        String formToken,
        String continuation,
        @Nullable String userId,
        @Nullable Message problem) {}
