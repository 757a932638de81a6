package dev.gatehouse.oauth.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where people decide what a client may do in their name.
 *
 * @param continuation what is decided about, sealed; null for a device
 * @param userCode the device's code, or null where there is no device
 * @param resource the only resource the access is for, or null
 */
public record ConsentPage(
        String formToken,
        @Nullable String continuation,
        @Nullable String userCode,
        String userId,
        Client client,
        @Nullable String resource,
        List<ScopeLine> scopes) {

    /**
     * Who asks.
     *
     * @param external whether the client is run by somebody else
     * @param destination the host the browser goes on to, or null
     */
    public record Client(
            String name, boolean external, @Nullable String destination) {}
}
