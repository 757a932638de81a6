package dev.gatehouse.oauth.page;

import dev.gatehouse.pages.Message;
import org.jspecify.annotations.Nullable;

/**
 * Where people give themselves another password.
 *
 * @param problem what was wrong with what they sent, or null
 */
public record OwnPasswordPage(
        String formToken, String userId, @Nullable Message problem) {}
