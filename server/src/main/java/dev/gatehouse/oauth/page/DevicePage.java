package dev.gatehouse.oauth.page;

import org.jspecify.annotations.Nullable;

/** Where people enter the code of a device; the problem with the last one may be null. */
public record DevicePage(
        String formToken,
        String userId,
        String userCode,
        @Nullable String problem) {}
