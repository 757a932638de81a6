package dev.gatehouse.oauth.page;

import dev.gatehouse.pages.Message;
import org.jspecify.annotations.Nullable;

/**
 * Where people sign in.
 *
 * @param continuation what goes on afterwards, sealed
 * @param clientName whom for, or null
 * @param username what stands in the field already
 * @param problem why the last attempt failed, or null
 */
public record LoginPage(
        String formToken,
        String continuation,
        @Nullable String clientName,
        String username,
        @Nullable Message problem) {}
