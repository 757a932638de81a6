package dev.gatehouse.oauth.page;

import org.jspecify.annotations.Nullable;

/**
 * Where people confirm that they sign out.
 *
 * @param continuation where the browser goes afterwards, sealed
 * @param clientName who asks for it, or null
 */
public record LogoutPage(
        String formToken,
        String continuation,
        String userId,
        @Nullable String clientName) {}
