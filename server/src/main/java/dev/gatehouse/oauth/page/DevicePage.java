package dev.gatehouse.oauth.page;

import dev.gatehouse.pages.Message;
import org.jspecify.annotations.Nullable;

/** Where people enter the code of a device; the problem with the last one may be null. */
public record DevicePage(
        String formToken,
        String userId,
        String userCode,
        @Nullable Message problem) {}
